package cn.zhibu.stack.store.engine;

import org.bson.BsonDocument;

/** A document and where it lies. */
public record Place(long position, byte[] bytes, BsonDocument document) {

    public static Place of(long position, byte[] bytes) {
        return new Place(position, bytes, Stored.open(bytes));
    }
}
