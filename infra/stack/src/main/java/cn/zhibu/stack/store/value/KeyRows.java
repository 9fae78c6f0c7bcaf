package cn.zhibu.stack.store.value;

import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * The rows of values under which a document stands in an index (or order) of several paths, as MongoDB makes them: one
 * row per element of the one array on the way, missing as null, the empty array as undefined.
 */
public final class KeyRows {

    /** Two of the paths go through different arrays; MongoDB's code 171 for an index, 2 for an order. */
    public static final class ParallelArrays extends RuntimeException {

        public ParallelArrays(String one, String other) {
            super("cannot index parallel arrays [" + one + "] [" + other + "]");
        }
    }

    private KeyRows() {}

    /** Not free of doubled rows; empty only if sparse and the document has none of the paths. */
    public static List<List<BsonValue>> of(BsonDocument document, List<Path> paths, boolean sparse) {
        throw new UnsupportedOperationException();
    }
}
