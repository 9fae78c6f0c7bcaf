package cn.zhibu.stack.store.value;

import org.bson.BsonType;

/** The kinds of values in MongoDB's order; values of one kind compare with each other by what they say. */
enum Kind {
    LEAST,
    UNDEFINED,
    NULL,
    NUMBER,
    TEXT,
    DOCUMENT,
    ARRAY,
    BINARY,
    OBJECT_ID,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    EXPRESSION,
    POINTER,
    CODE,
    CODE_WITH_SCOPE,
    GREATEST;

    static Kind of(BsonType type) {
        return switch (type) {
            case MIN_KEY -> LEAST;
            case UNDEFINED -> UNDEFINED;
            case NULL -> NULL;
            case INT32, INT64, DOUBLE, DECIMAL128 -> NUMBER;
            case STRING, SYMBOL -> TEXT;
            case DOCUMENT -> DOCUMENT;
            case ARRAY -> ARRAY;
            case BINARY -> BINARY;
            case OBJECT_ID -> OBJECT_ID;
            case BOOLEAN -> BOOLEAN;
            case DATE_TIME -> DATE;
            case TIMESTAMP -> TIMESTAMP;
            case REGULAR_EXPRESSION -> EXPRESSION;
            case DB_POINTER -> POINTER;
            case JAVASCRIPT -> CODE;
            case JAVASCRIPT_WITH_SCOPE -> CODE_WITH_SCOPE;
            case MAX_KEY -> GREATEST;
            case END_OF_DOCUMENT -> throw new IllegalArgumentException("no value has the type " + type);
        };
    }

    /** The first byte of a key: from 1, so that 0 ends what is open, and below 255. */
    byte mark() {
        return (byte) (ordinal() + 1);
    }
}
