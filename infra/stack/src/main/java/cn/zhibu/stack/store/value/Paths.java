package cn.zhibu.stack.store.value;

import java.util.function.Predicate;
import org.bson.BsonArray;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What a dotted path finds in a document, through arrays, as MongoDB's queries see it. */
public final class Paths {

    private Paths() {}

    /**
     * Whether any of the values that a query compares passes: each element of an array at the end of the path and then
     * the array itself ({@code through}), or only the array. A missing field is given as null of Java; an array on the
     * way without documents gives nothing.
     */
    public static boolean any(BsonValue root, Path path, boolean through, Predicate<@Nullable BsonValue> test) {
        return new Walk(path, through, test).from(root, 0);
    }

    private record Walk(Path path, boolean through, Predicate<@Nullable BsonValue> test) {

        boolean from(BsonValue start, int at) {
            var value = start;
            for (int next = at; next < path.size(); next++) {
                if (value.isArray()) {
                    return within(value.asArray(), next);
                }
                value = value.isDocument() ? value.asDocument().get(path.part(next)) : null;
                if (value == null) {
                    return test.test(null);
                }
            }
            return through && value.isArray() && elements(value.asArray()) || test.test(value);
        }

        private boolean elements(BsonArray array) {
            for (BsonValue element : array) {
                if (test.test(element)) {
                    return true;
                }
            }
            return false;
        }

        /** An array with a rest of the path: its documents go on with all of the rest, the named place without its part. */
        private boolean within(BsonArray array, int at) {
            int named = Path.place(path.part(at));
            int place = 0;
            for (BsonValue element : array) {
                if (element.isDocument() && from(element, at) || place == named && named(element, at + 1)) {
                    return true;
                }
                place++;
            }
            return false;
        }

        private boolean named(BsonValue element, int at) {
            if (at == path.size()) {
                return test.test(element);
            }
            return element.isArray() ? within(element.asArray(), at) : element.isDocument() && from(element, at);
        }
    }
}
