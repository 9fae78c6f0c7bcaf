package cn.zhibu.stack.store.value;

import java.io.ByteArrayOutputStream;
import org.bson.BsonValue;

/**
 * Values as bytes that order, compared without sign, as {@link ValueOrder} does. Equal values have equal bytes, and none
 * is a proper prefix of another, so that keys of several fields order field by field.
 */
public final class KeyBytes {

    private KeyBytes() {}

    public static void append(ByteArrayOutputStream out, BsonValue value, boolean descending) {
        throw new UnsupportedOperationException();
    }

    public static byte[] of(BsonValue value) {
        throw new UnsupportedOperationException();
    }

    /** The least bytes (inclusive) of what $gt and $lt compare with this value: numbers with numbers, NaN apart. */
    public static byte[] bracketStart(BsonValue value) {
        throw new UnsupportedOperationException();
    }

    /** The bytes after the last (exclusive) of what $gt and $lt compare with this value. */
    public static byte[] bracketEnd(BsonValue value) {
        throw new UnsupportedOperationException();
    }
}
