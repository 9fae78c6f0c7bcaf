package cn.zhibu.stack.store.wire;

import cn.zhibu.stack.store.value.Depth;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Looks whether bytes are a BSON document: every length inside the one around it, every type known, text as UTF-8,
 * nothing deeper than the store takes. Needs no memory for it, however the bytes are made.
 */
final class BsonCheck {

    /** A command holds documents, which may be as deep as documents may be. */
    private static final int DEEPEST = Depth.MOST + 8;

    private static final int SMALLEST = 5;
    private static final int OBJECT_ID = 12;
    private static final int DECIMAL = 16;

    private final byte[] bytes;
    private final ByteBuffer view;
    private final int[] ends = new int[DEEPEST];
    private int depth;
    private int at;

    private BsonCheck(byte[] bytes) {
        this.bytes = bytes;
        this.view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Its length.
     *
     * @throws Malformed when there is no document at this place that ends before the end
     */
    static int document(byte[] bytes, int from, int end) {
        var check = new BsonCheck(bytes);
        check.at = from;
        check.open(end);
        check.run();
        return check.at - from;
    }

    private void run() {
        while (depth > 0) {
            int end = ends[depth - 1];
            byte type = bytes[at++];
            if (type == 0) {
                if (at != end) {
                    throw new Malformed("a document ends before its length");
                }
                depth--;
            } else {
                name(end);
                value(type, end);
            }
        }
    }

    private void open(int end) {
        int length = length(end);
        if (length < SMALLEST || length > end - at + Integer.BYTES) {
            throw new Malformed("a document of " + length + " bytes");
        }
        if (depth == DEEPEST) {
            throw new Malformed("documents lie too deep in each other");
        }
        int itsEnd = at - Integer.BYTES + length;
        if (bytes[itsEnd - 1] != 0) {
            throw new Malformed("a document without its end");
        }
        ends[depth++] = itsEnd;
    }

    private int length(int end) {
        need(Integer.BYTES, end);
        int length = view.getInt(at);
        at += Integer.BYTES;
        return length;
    }

    private void need(int count, int end) {
        if (count < 0 || count > end - at) {
            throw new Malformed("a value goes beyond its document");
        }
    }

    private void skip(int count, int end) {
        need(count, end);
        at += count;
    }

    private void name(int end) {
        int from = at;
        while (at < end && bytes[at] != 0) {
            at++;
        }
        if (at >= end) {
            throw new Malformed("a name without its end");
        }
        text(from, at);
        at++;
    }

    private void string(int end) {
        int length = length(end);
        need(length, end);
        if (length < 1 || bytes[at + length - 1] != 0) {
            throw new Malformed("a string without its end");
        }
        text(at, at + length - 1);
        at += length;
    }

    private void text(int from, int end) {
        for (int each = from; each < end; each++) {
            if (bytes[each] < 0) {
                utf8(each, end);
                return;
            }
        }
    }

    private void utf8(int from, int end) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, end - from));
        } catch (CharacterCodingException wrong) {
            throw new Malformed("text that is not UTF-8");
        }
    }

    private void value(byte type, int end) {
        switch (type) {
            case 0x01, 0x09, 0x11, 0x12 -> skip(Long.BYTES, end);
            case 0x02, 0x0D, 0x0E -> string(end);
            case 0x03, 0x04 -> open(end);
            case 0x05 -> binary(end);
            case 0x06, 0x0A, 0x7F, (byte) 0xFF -> {}
            case 0x07 -> skip(OBJECT_ID, end);
            case 0x08 -> {
                need(1, end);
                if (bytes[at] != 0 && bytes[at] != 1) {
                    throw new Malformed("neither true nor false");
                }
                at++;
            }
            case 0x0B -> {
                name(end);
                name(end);
            }
            case 0x0C -> {
                string(end);
                skip(OBJECT_ID, end);
            }
            case 0x10 -> skip(Integer.BYTES, end);
            case 0x13 -> skip(DECIMAL, end);
            default -> throw new Malformed("a value of unknown type " + type);
        }
    }

    private void binary(int end) {
        int length = length(end);
        need(1, end);
        byte kind = bytes[at++];
        need(length, end);
        if (kind == 2 && (length < Integer.BYTES || view.getInt(at) != length - Integer.BYTES)) {
            throw new Malformed("binary data of the old kind with a wrong length");
        }
        at += length;
    }
}
