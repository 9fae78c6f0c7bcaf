package cn.zhibu.stack.store.language;

import org.bson.BsonDocument;

/** Which documents are meant. */
public final class Filter {

    private final Condition condition;

    private Filter(Condition condition) {
        this.condition = condition;
    }

    public static Filter parse(BsonDocument filter) {
        throw new UnsupportedOperationException();
    }

    public Condition condition() {
        return condition;
    }

    public boolean matches(BsonDocument document) {
        throw new UnsupportedOperationException();
    }
}
