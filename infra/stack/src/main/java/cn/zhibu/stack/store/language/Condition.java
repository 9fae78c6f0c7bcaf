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
    record Test(String path, Operator operator, BsonValue operand) implements Condition {

        /** The text with which every match of a REGEX begins; empty for the other operators. */
        public String beginning() {
            return operator == Operator.REGEX
                    ? TextPattern.of(operand.asString().getValue()).beginning()
                    : "";
        }
    }

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

    /** The condition itself if it is one, else all of them, those within those too. */
    static Condition all(List<Condition> conditions) {
        var flat = conditions.stream()
                .flatMap(condition ->
                        condition instanceof All all ? all.conditions.stream() : List.of(condition).stream())
                .toList();
        return flat.size() == 1 ? flat.get(0) : new All(flat);
    }
}
