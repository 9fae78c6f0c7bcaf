package cn.zhibu.stack.store.language;

import cn.zhibu.stack.store.language.ClosedList.Kind;
import cn.zhibu.stack.store.value.Numbers;
import cn.zhibu.stack.store.value.ValueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** One update operator on one path. */
record Modifier(String operator, String path, BsonValue operand, Action action) implements Change.Step {

    private static final Set<String> REMOVING = Set.of("$unset", "$pull");

    /** The value afterwards of the value before (null for none). */
    interface Action {
        @Nullable
        BsonValue apply(@Nullable BsonValue before);
    }

    static Modifier parse(String operator, String path, BsonValue operand, ClosedList list) {
        return new Modifier(
                operator,
                path,
                operand,
                switch (operator) {
                    case "$set", "$setOnInsert" ->
                        before -> before != null && ValueOrder.identical(before, operand) ? before : operand;
                    case "$unset" -> before -> null;
                    case "$inc" -> increment(path, operand);
                    case "$max" ->
                        before -> before != null && ValueOrder.compare(operand, before) <= 0 ? before : operand;
                    case "$push" -> push(path, operand, list);
                    case "$addToSet" -> addToSet(path, operand, list);
                    case "$pull" -> pull(path, operand, list);
                    default -> throw Refused.failedToParse("unknown modifier: " + operator);
                });
    }

    @Override
    public @Nullable BsonValue apply(@Nullable BsonValue before, boolean insert, boolean inArray) {
        if (operator.equals("$setOnInsert") && !insert) {
            return before;
        }
        if (operator.equals("$unset") && inArray) {
            return before == null || before.isNull() ? before : BsonNull.VALUE;
        }
        return action.apply(before);
    }

    @Override
    public boolean creates(boolean insert) {
        return !REMOVING.contains(operator) && (insert || !operator.equals("$setOnInsert"));
    }

    static String type(BsonValue value) {
        return value.getBsonType().name().toLowerCase(Locale.ROOT);
    }

    private static Action increment(String path, BsonValue by) {
        if (!Numbers.is(by)) {
            throw Refused.typeMismatch("cannot increment '" + path + "' with a value of type " + type(by));
        }
        return before -> {
            if (before == null) {
                return by;
            }
            if (!Numbers.is(before)) {
                throw Refused.typeMismatch(
                        "cannot apply $inc to the field '" + path + "', which is of non-numeric type " + type(before));
            }
            var sum = Numbers.add(before, by);
            if (sum == null) {
                throw Refused.badValue("$inc of '" + path + "' goes beyond a 64-bit integer");
            }
            return ValueOrder.identical(sum, before) ? before : sum;
        };
    }

    private static List<BsonValue> elements(String operator, String path, @Nullable BsonValue before) {
        if (before == null) {
            return List.of();
        }
        if (!before.isArray()) {
            throw Refused.badValue(
                    operator + ": the field '" + path + "' must be an array but is of type " + type(before));
        }
        return before.asArray();
    }

    private static Action push(String path, BsonValue operand, ClosedList list) {
        var clauses = clauses("$push", operand, list);
        var each = clauses == null ? null : clauses.get("$each");
        if (clauses != null && (each == null || !each.isArray())) {
            throw Refused.badValue("the argument to $each in $push must be an array");
        }
        List<BsonValue> values = each == null ? List.of(operand) : List.copyOf(each.asArray());
        var slice = clauses == null ? null : clauses.get("$slice");
        long kept = slice == null ? Long.MAX_VALUE : whole("$slice", slice);
        return before -> {
            var after = new ArrayList<>(elements("$push", path, before));
            after.addAll(values);
            long size = Math.min(after.size(), kept == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(kept));
            var sliced =
                    kept < 0 ? after.subList(after.size() - (int) size, after.size()) : after.subList(0, (int) size);
            boolean same = before != null && values.isEmpty() && sliced.size() == after.size();
            return same ? before : new BsonArray(sliced);
        };
    }

    /** What stands beside the values if any name starts with a dollar: each must be on the list, and no other name. */
    private static @Nullable BsonDocument clauses(String operator, BsonValue operand, ClosedList list) {
        if (!operand.isDocument() || operand.asDocument().keySet().stream().noneMatch(name -> name.startsWith("$"))) {
            return null;
        }
        var clauses = operand.asDocument();
        for (String name : clauses.keySet()) {
            if (!name.startsWith("$")) {
                throw Refused.badValue("unrecognized clause in " + operator + ": " + name);
            }
            list.require(Kind.UPDATE, operator + " " + name);
            if (!operator.equals("$push") || !name.equals("$each") && !name.equals("$slice")) {
                throw Refused.badValue("unrecognized clause in " + operator + ": " + name);
            }
        }
        return clauses;
    }

    /** A number without a fraction, whatever its type. */
    static long whole(String name, BsonValue value) {
        if (Numbers.is(value)) {
            long whole = value.isDecimal128()
                    ? value.asDecimal128().getValue().longValue()
                    : value.asNumber().longValue();
            if (Numbers.compare(new org.bson.BsonInt64(whole), value) == 0) {
                return whole;
            }
        }
        throw Refused.badValue("the value for " + name + " must be an integer");
    }

    private static Action addToSet(String path, BsonValue operand, ClosedList list) {
        clauses("$addToSet", operand, list);
        return before -> {
            var elements = elements("$addToSet", path, before);
            if (before != null && elements.stream().anyMatch(element -> ValueOrder.equal(element, operand))) {
                return before;
            }
            var after = new ArrayList<>(elements);
            after.add(operand);
            return new BsonArray(after);
        };
    }

    private static Action pull(String path, BsonValue operand, ClosedList list) {
        var out = pulled(operand, list);
        return before -> {
            if (before == null) {
                return null;
            }
            var elements = elements("$pull", path, before);
            var kept = elements.stream().filter(out.negate()).toList();
            return kept.size() == elements.size() ? before : new BsonArray(kept);
        };
    }

    /** Documents by a filter on their fields, other values by operators or by equality. */
    private static Predicate<BsonValue> pulled(BsonValue operand, ClosedList list) {
        if (operand.isDocument()) {
            var condition = operand.asDocument();
            boolean ofFields =
                    !Filter.isOperator(condition) || Set.of("$and", "$or").contains(condition.getFirstKey());
            if (ofFields) {
                var filter = Filter.parse(condition, list);
                return element -> element.isDocument() && filter.matches(element.asDocument());
            }
        }
        if (operand.isDocument() || operand.isRegularExpression()) {
            var filter = Filter.parse(new BsonDocument("", operand), list);
            return element -> filter.matches(new BsonDocument("", element));
        }
        list.require(Kind.QUERY, "$eq");
        return element -> ValueOrder.equal(element, operand);
    }
}
