package cn.zhibu.stack.store.value;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The rows of values under which a document stands in an index (or order) of several paths, as MongoDB makes them: one
 * row per element of the one array on the way, missing as null, the empty array as undefined.
 */
public final class KeyRows {

    /** A document that cannot stand in such an index. */
    public static class Unindexable extends RuntimeException {

        private final int code;

        Unindexable(int code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        public int code() {
            return code;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** Two of the paths go through different arrays; MongoDB's code 171 for an index, 2 for an order. */
    public static final class ParallelArrays extends Unindexable {

        public ParallelArrays(String one, String other) {
            super(171, "cannot index parallel arrays [" + one + "] [" + other + "]");
        }
    }

    /** A number in a path that names both an element of an array and a field in one. */
    public static final class AmbiguousField extends Unindexable {

        AmbiguousField(String part) {
            super(
                    16746,
                    "Ambiguous field name found in array (do not use numeric field names in embedded elements in"
                            + " an array), field: '" + part + "'");
        }
    }

    private final List<Path> paths;
    private final boolean sparse;
    private final List<List<BsonValue>> rows = new ArrayList<>();

    private KeyRows(List<Path> paths, boolean sparse) {
        this.paths = paths;
        this.sparse = sparse;
    }

    /** Not free of doubled rows; empty only if sparse and the document has none of the paths. */
    public static List<List<BsonValue>> of(BsonDocument document, List<Path> paths, boolean sparse) {
        var rows = new KeyRows(paths, sparse);
        rows.expand(
                document, new State(new int[paths.size()], new BsonValue[paths.size()], 0), new Found[paths.size()]);
        return rows.rows;
    }

    /** How far each path was followed, what stands in its column, and how many were not found. */
    private record State(int[] at, BsonValue[] columns, int missing) {}

    /** A value, how far its path is followed with it, and whether it is an array that is itself a named element. */
    private record Found(@Nullable BsonValue value, int at, boolean nested) {}

    private void expand(BsonDocument document, State before, @Nullable Found[] named) {
        var at = before.at.clone();
        var columns = before.columns.clone();
        int missing = before.missing;
        var through = new boolean[at.length];
        int first = -1;
        @Nullable BsonArray array = null;
        boolean nested = false;
        for (int field = 0; field < at.length; field++) {
            var path = paths.get(field);
            if (at[field] == path.size()) {
                continue;
            }
            var found = next(document, path, at[field], named[field]);
            var value = found.value;
            if (value == null) {
                columns[field] = BsonNull.VALUE;
                at[field] = path.size();
                missing++;
            } else if (value.isArray()) {
                if (array != null) {
                    refuseParallel(first, at[first], field, found.at);
                }
                array = array == null ? value.asArray() : array;
                first = first < 0 ? field : first;
                nested |= found.nested;
                through[field] = true;
                at[field] = found.at;
            } else {
                columns[field] = value;
                at[field] = path.size();
            }
        }
        var state = new State(at, columns, missing);
        if (array == null) {
            add(state);
        } else {
            each(array, state, through, nested);
        }
    }

    private void refuseParallel(int one, int oneAt, int other, int otherAt) {
        var left = paths.get(one).parts().subList(0, oneAt);
        var right = paths.get(other).parts().subList(0, otherAt);
        if (!left.equals(right)) {
            throw new ParallelArrays(right.get(otherAt - 1), left.get(oneAt - 1));
        }
    }

    private void add(State state) {
        if (!sparse || state.missing < paths.size()) {
            rows.add(List.of(state.columns));
        }
    }

    private void each(BsonArray array, State state, boolean[] through, boolean nested) {
        var named = new Found[paths.size()];
        for (int field = 0; field < through.length; field++) {
            if (through[field] && state.at[field] < paths.get(field).size()) {
                named[field] = named(array, paths.get(field), state.at[field]);
            }
        }
        for (BsonValue element : array.isEmpty() ? List.<BsonValue>of(new BsonUndefined()) : array) {
            for (int field = 0; field < through.length; field++) {
                if (through[field] && state.at[field] == paths.get(field).size()) {
                    state.columns[field] = nested && !array.isEmpty() ? array : element;
                }
            }
            expand(element.isDocument() ? element.asDocument() : new BsonDocument(), state, named);
        }
    }

    private static Found next(BsonDocument document, Path path, int at, @Nullable Found named) {
        if (named == null) {
            return follow(document, path, at);
        }
        if (document.containsKey(path.part(at))) {
            throw new AmbiguousField(path.part(at));
        }
        return named;
    }

    /** The element of the array that the next part names by its place, followed further; null if it names none. */
    private static @Nullable Found named(BsonArray array, Path path, int at) {
        var element = Path.element(array, path.part(at));
        if (element == null) {
            return null;
        }
        if (element.isArray()) {
            return new Found(element, at + 1, true);
        }
        if (at + 1 == path.size()) {
            return new Found(element, at + 1, false);
        }
        return element.isDocument() ? follow(element.asDocument(), path, at + 1) : new Found(null, at, false);
    }

    /** Follows a path up to its end or to the first array. */
    private static Found follow(BsonDocument document, Path path, int start) {
        var inner = document;
        for (int at = start; ; at++) {
            var value = inner.get(path.part(at));
            if (value == null || value.isArray() || at + 1 == path.size()) {
                return new Found(value, at + 1, false);
            }
            if (!value.isDocument()) {
                return new Found(null, at + 1, false);
            }
            inner = value.asDocument();
        }
    }
}
