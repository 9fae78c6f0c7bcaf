package cn.zhibu.stack.store.value;

import org.bson.BsonValue;

/** MongoDB's order of all values; equal is what compares as 0 (1, 1L and 1.0 are). */
public final class ValueOrder {

    private ValueOrder() {}

    public static int compare(BsonValue a, BsonValue b) {
        throw new UnsupportedOperationException();
    }

    public static boolean equal(BsonValue a, BsonValue b) {
        return compare(a, b) == 0;
    }
}
