package cn.zhibu.platform.change;

import org.springframework.data.mongodb.core.query.Query;

/** What a record keeps beside its present state: its earlier versions, in the field {@code earlier}. */
public final class Editions {

    static final String FIELD = "earlier";

    private Editions() {}

    /** The same query for a list: it loads what is, not what was, however often something was corrected. */
    public static Query leftOut(Query list) {
        list.fields().exclude(FIELD, Searched.WORDS, Changes.KEYS, Outbox.FIELD, Outbox.UNSENT);
        return list;
    }
}
