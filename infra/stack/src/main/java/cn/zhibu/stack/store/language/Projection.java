package cn.zhibu.stack.store.language;

import org.bson.BsonDocument;

/** Which fields of a document are given, in the document's order. */
public final class Projection {

    private Projection() {}

    /** As find and findAndModify say it: includes or excludes. */
    public static Projection parse(BsonDocument projection) {
        throw new UnsupportedOperationException();
    }

    public BsonDocument apply(BsonDocument document) {
        throw new UnsupportedOperationException();
    }
}
