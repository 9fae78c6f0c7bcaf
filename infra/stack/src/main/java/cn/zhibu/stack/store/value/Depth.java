package cn.zhibu.stack.store.value;

import org.bson.BsonValue;

/** How deep documents and arrays may lie in each other: 100, as in MongoDB. */
public final class Depth {

    public static final int MOST = 100;

    private Depth() {}

    public static boolean within(BsonValue value) {
        throw new UnsupportedOperationException();
    }
}
