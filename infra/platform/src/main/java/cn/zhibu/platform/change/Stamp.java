package cn.zhibu.platform.change;

import org.bson.Document;

/**
 * What stands in a document ({@code _unsent}) only while events of it wait in its outbox: whose last write it was. It is
 * what a sparse index finds, and names that write: no two of one writer have the same.
 *
 * @param by the writer ({@link Writers})
 * @param at microseconds since 1970, growing with each write of the writer
 */
record Stamp(String by, long at) {

    Document document() {
        return new Document("by", by).append("at", at);
    }

    static Stamp of(Document stored) {
        return new Stamp(stored.getString("by"), stored.getLong("at"));
    }
}
