package cn.zhibu.stack.store.value;

import org.bson.BsonValue;

/** About how many bytes a value takes in memory. */
public final class Weight {

    private Weight() {}

    public static long of(BsonValue value) {
        throw new UnsupportedOperationException();
    }
}
