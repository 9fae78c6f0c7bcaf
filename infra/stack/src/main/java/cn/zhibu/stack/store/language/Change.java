package cn.zhibu.stack.store.language;

import org.bson.BsonDocument;

/** What becomes of a document: a whole one in its place, or operators on its fields. */
public final class Change {

    private Change() {}

    public static Change parse(BsonDocument update) {
        throw new UnsupportedOperationException();
    }

    public boolean isReplacement() {
        throw new UnsupportedOperationException();
    }

    /** The document afterwards; the given one itself if nothing changes. */
    public BsonDocument apply(BsonDocument before) {
        throw new UnsupportedOperationException();
    }

    /** The document that an upsert inserts; without _id where neither filter nor change names one, else _id is first. */
    public BsonDocument insert(Filter filter) {
        throw new UnsupportedOperationException();
    }
}
