package cn.zhibu.stack.store.value;

import org.jspecify.annotations.Nullable;

/** Finds the ends of values in a key of several, as {@link KeyBytes} writes them. */
final class KeyEnds {

    private static final Kind[] KINDS = Kind.values();
    private static final int OBJECT_ID = 12;
    private static final int EXPONENT = 2;
    private static final int BINARY_HEAD = 5;

    private final byte[] key;
    private final int mask;

    private KeyEnds(byte[] key, int mask) {
        this.key = key;
        this.mask = mask;
    }

    static int of(byte[] key, int at, boolean descending) {
        return new KeyEnds(key, descending ? 0xFF : 0).end(at);
    }

    private int at(int place) {
        return (key[place] ^ mask) & 0xFF;
    }

    private static @Nullable Kind kind(int mark) {
        return mark >= 1 && mark <= KINDS.length ? KINDS[mark - 1] : null;
    }

    private int end(int at) {
        var kind = kind(at(at));
        int from = at + 1;
        if (kind == null) {
            return -1;
        }
        return switch (kind) {
            case LEAST, UNDEFINED, NULL, GREATEST -> from;
            case NUMBER -> number(from);
            case TEXT -> text(from);
            case BINARY -> from + BINARY_HEAD + length(from);
            case OBJECT_ID -> from + OBJECT_ID;
            case BOOLEAN -> from + 1;
            case DATE, TIMESTAMP -> from + Long.BYTES;
            case DOCUMENT, ARRAY, EXPRESSION, POINTER, CODE, CODE_WITH_SCOPE -> -1;
        };
    }

    private int number(int from) {
        int sort = at(from);
        if (sort != KeyNumbers.NEGATIVE && sort != KeyNumbers.POSITIVE) {
            return from + 1;
        }
        int last = sort == KeyNumbers.NEGATIVE ? 0xFF : 0;
        int at = from + 1 + EXPONENT;
        while (at(at) != last) {
            at++;
        }
        return at + 1;
    }

    private int text(int from) {
        int at = from;
        while (at(at) != 0 || at(at + 1) != 1) {
            at += at(at) == 0 ? 2 : 1;
        }
        return at + 2;
    }

    private int length(int from) {
        int length = 0;
        for (int at = from; at < from + Integer.BYTES; at++) {
            length = length << 8 | at(at);
        }
        return length;
    }
}
