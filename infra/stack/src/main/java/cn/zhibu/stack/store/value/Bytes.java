package cn.zhibu.stack.store.value;

import java.util.Arrays;

/** Bytes that grow. */
final class Bytes {

    private byte[] bytes;
    private int size;

    Bytes(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    void add(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2 + 16);
        }
        bytes[size++] = (byte) value;
    }

    void add(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    void addInt(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            add(value >>> shift);
        }
    }

    void addLong(long value) {
        addInt((int) (value >>> 32));
        addInt((int) value);
    }

    /** A code point beyond ASCII as UTF-8; half of a pair, which no valid text has, as if it were one. */
    void addPoint(int point) {
        if (point < 0x800) {
            add(0xC0 | point >> 6);
        } else if (point < 0x10000) {
            add(0xE0 | point >> 12);
            add(0x80 | point >> 6 & 0x3F);
        } else {
            add(0xF0 | point >> 18);
            add(0x80 | point >> 12 & 0x3F);
            add(0x80 | point >> 6 & 0x3F);
        }
        add(0x80 | point & 0x3F);
    }

    void invert(int from) {
        for (int at = from; at < size; at++) {
            bytes[at] = (byte) ~bytes[at];
        }
    }

    byte[] all() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size * 2, size + more) + 16);
        }
    }

    void writeTo(java.io.ByteArrayOutputStream out) {
        out.write(bytes, 0, size);
    }
}
