package cn.zhibu.stack.store.engine;

import java.util.Arrays;

/** Entries of an index from one (inclusive) to before another. */
public record Range(byte[] from, byte[] before) {

    /** Behind every entry: no value's bytes begin with this one. */
    private static final byte[] END = {(byte) 0xFF};

    private static final byte[] EMPTY = {};

    public static Range all() {
        return new Range(EMPTY, END);
    }

    /** All entries that begin like this. */
    public static Range beginning(byte[] prefix) {
        return new Range(prefix, after(prefix));
    }

    /** The first bytes behind all that begin like this. */
    public static byte[] after(byte[] prefix) {
        for (int at = prefix.length - 1; at >= 0; at--) {
            if (prefix[at] != (byte) 0xFF) {
                var after = Arrays.copyOf(prefix, at + 1);
                after[at]++;
                return after;
            }
        }
        return END;
    }

    /** What of it lies behind this entry, in the direction of reading. */
    public Range behind(byte[] entry, boolean backwards) {
        return backwards ? new Range(from, entry) : new Range(Arrays.copyOf(entry, entry.length + 1), before);
    }

    public boolean isEmpty() {
        return Arrays.compareUnsigned(from, before) >= 0;
    }

    public static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
