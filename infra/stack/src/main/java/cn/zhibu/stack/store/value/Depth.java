package cn.zhibu.stack.store.value;

import java.util.ArrayDeque;
import org.bson.BsonDocument;
import org.bson.BsonType;

/** How deep documents and arrays may lie in each other: 100, as in MongoDB. */
public final class Depth {

    public static final int MOST = 100;

    private static final int GUARD = 2 * MOST;

    private Depth() {}

    /** Whether the document, itself the first level, is not deeper than {@link #MOST}; reads all of it without recursion. */
    public static boolean within(BsonDocument document) {
        return of(document) <= MOST;
    }

    /** How many levels a document has, itself the first; of more than {@link #MOST} only that it has more. */
    public static int of(BsonDocument document) {
        int deepest = 1;
        var open = new ArrayDeque<BsonType>();
        try (var reader = document.asBsonReader()) {
            reader.readStartDocument();
            open.push(BsonType.DOCUMENT);
            while (!open.isEmpty() && open.size() <= MOST) {
                deepest = Math.max(deepest, open.size());
                var type = reader.readBsonType();
                if (type != BsonType.END_OF_DOCUMENT && open.peek() != BsonType.ARRAY) {
                    reader.skipName();
                }
                switch (type) {
                    case DOCUMENT -> {
                        open.push(type);
                        reader.readStartDocument();
                    }
                    case ARRAY -> {
                        open.push(type);
                        reader.readStartArray();
                    }
                    case JAVASCRIPT_WITH_SCOPE -> {
                        open.push(type);
                        reader.readJavaScriptWithScope();
                        reader.readStartDocument();
                    }
                    case END_OF_DOCUMENT -> {
                        if (open.pop() == BsonType.ARRAY) {
                            reader.readEndArray();
                        } else {
                            reader.readEndDocument();
                        }
                    }
                    default -> reader.skipValue();
                }
            }
            return Math.max(deepest, open.size());
        }
    }

    /** What comes in is measured at the door; this keeps the stack whole should anything deeper get past it. */
    static void guard(int depth) {
        if (depth > GUARD) {
            throw new IllegalArgumentException("a value is deeper than " + GUARD + " levels");
        }
    }
}
