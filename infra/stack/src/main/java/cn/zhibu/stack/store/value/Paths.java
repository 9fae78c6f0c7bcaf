package cn.zhibu.stack.store.value;

import java.util.function.Predicate;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What a dotted path finds in a document, through arrays, as MongoDB's queries see it. */
public final class Paths {

    private Paths() {}

    /**
     * Whether any of the values that a query compares passes: each element of an array at the end of the path and then
     * the array itself ({@code through}), or only the array. A missing field is given as null of Java.
     */
    public static boolean any(BsonValue root, Path path, boolean through, Predicate<@Nullable BsonValue> test) {
        throw new UnsupportedOperationException();
    }
}
