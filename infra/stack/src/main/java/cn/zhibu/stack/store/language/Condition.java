package cn.zhibu.stack.store.language;

import java.util.List;
import org.bson.BsonValue;

/** A filter as a tree; what a planner reads. */
public sealed interface Condition {

    /** All of them; of none, every document. */
    record All(List<Condition> conditions) implements Condition {}

    /** One of them. */
    record Any(List<Condition> conditions) implements Condition {}

    /**
     * A test of the values at a path. The operand of IN is an array, of EXISTS a boolean, of REGEX a string (the
     * expression, always anchored). Inside {@link Element} of values the path is empty: the element itself.
     */
    record Test(String path, Operator operator, BsonValue operand) implements Condition {}

    /**
     * $elemMatch: one element of the array at the path meets the condition, whose paths start at the element
     * ({@code values}: the tests are of the element itself, path "").
     */
    record Element(String path, Condition condition, boolean values) implements Condition {}

    /** What a test does. */
    enum Operator {
        EQ,
        IN,
        GT,
        GTE,
        LT,
        LTE,
        NE,
        EXISTS,
        REGEX
    }
}
