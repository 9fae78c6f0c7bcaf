package cn.zhibu.stack.store.language;

import cn.zhibu.stack.store.language.ClosedList.Kind;
import cn.zhibu.stack.store.language.Condition.Operator;
import cn.zhibu.stack.store.value.Depth;
import cn.zhibu.stack.store.value.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;

/** Which documents are meant. */
public final class Filter {

    static final int MOST_PARTS = 200;
    static final int MOST_VALUES = 100_000;

    private static final Map<String, Operator> COMPARISONS = Map.of(
            "$eq", Operator.EQ,
            "$gt", Operator.GT,
            "$gte", Operator.GTE,
            "$lt", Operator.LT,
            "$lte", Operator.LTE,
            "$ne", Operator.NE);

    private final Condition condition;
    private final Predicate<BsonValue> test;

    private Filter(Condition condition) {
        this.condition = condition;
        this.test = Matching.of(condition);
    }

    public static Filter parse(BsonDocument filter) {
        return parse(filter, ClosedList.read());
    }

    static Filter parse(BsonDocument filter, ClosedList list) {
        if (!Depth.within(filter)) {
            throw Refused.tooDeep();
        }
        return new Filter(new Parser(list).document(filter));
    }

    /** The filter of all conditions given, each as parsed. */
    static Filter all(List<Filter> filters) {
        return new Filter(Condition.all(filters.stream().map(Filter::condition).toList()));
    }

    public Condition condition() {
        return condition;
    }

    public boolean matches(BsonDocument document) {
        return test.test(document);
    }

    static String path(String text) {
        if (text.chars().filter(character -> character == '.').count() >= MOST_PARTS) {
            throw Refused.badValue("a path has more than " + MOST_PARTS + " parts");
        }
        return text;
    }

    static boolean isOperator(BsonDocument document) {
        return !document.isEmpty() && document.getFirstKey().startsWith("$");
    }

    /** Whether a value means yes: numbers but 0, true, and everything that is neither null nor undefined. */
    static boolean truth(BsonValue value) {
        return switch (value.getBsonType()) {
            case BOOLEAN -> value.asBoolean().getValue();
            case NULL, UNDEFINED -> false;
            default -> !Numbers.is(value) || Numbers.compare(value, new BsonInt32(0)) != 0;
        };
    }

    private record Parser(ClosedList list) {

        Condition document(BsonDocument filter) {
            var conditions = new ArrayList<Condition>();
            filter.forEach((name, value) -> {
                if (name.startsWith("$")) {
                    conditions.add(logical(name, value));
                } else {
                    field(path(name), value, conditions);
                }
            });
            return Condition.all(conditions);
        }

        private Condition logical(String name, BsonValue value) {
            list.require(Kind.QUERY, name);
            if (!name.equals("$and") && !name.equals("$or")) {
                throw Refused.badValue("unknown top level operator: " + name);
            }
            if (!value.isArray() || value.asArray().isEmpty()) {
                throw Refused.badValue(name + " must be a nonempty array");
            }
            var conditions = new ArrayList<Condition>();
            for (BsonValue each : value.asArray()) {
                if (!each.isDocument()) {
                    throw Refused.badValue("the entries of " + name + " must be documents");
                }
                conditions.add(document(each.asDocument()));
            }
            return name.equals("$and") || conditions.size() == 1
                    ? Condition.all(conditions)
                    : new Condition.Any(List.copyOf(conditions));
        }

        private void field(String path, BsonValue value, List<Condition> conditions) {
            if (value.isRegularExpression()) {
                conditions.add(expression(path, value));
            } else if (value.isDocument() && isOperator(value.asDocument())) {
                value.asDocument().forEach((name, operand) -> conditions.add(operator(path, name, operand)));
            } else {
                conditions.add(comparison(path, "$eq", Operator.EQ, value));
            }
        }

        private Condition operator(String path, String name, BsonValue operand) {
            if (!name.startsWith("$")) {
                throw Refused.badValue("unknown operator: " + name);
            }
            var comparison = COMPARISONS.get(name);
            if (comparison != null) {
                return comparison(path, name, comparison, operand);
            }
            list.require(Kind.QUERY, name);
            return switch (name) {
                case "$in" -> in(path, operand);
                case "$exists" -> new Condition.Test(path, Operator.EXISTS, BsonBoolean.valueOf(truth(operand)));
                case "$regex" -> expression(path, operand);
                case "$elemMatch" -> element(path, operand);
                default -> throw Refused.badValue("unknown operator: " + name);
            };
        }

        private Condition comparison(String path, String name, Operator operator, BsonValue operand) {
            list.require(Kind.QUERY, name);
            if (operand.getBsonType() == BsonType.UNDEFINED) {
                throw Refused.badValue("cannot compare to undefined");
            }
            if (operand.isRegularExpression() && !name.equals("$eq")) {
                throw Refused.badValue("a regular expression cannot be an argument of " + name);
            }
            return new Condition.Test(path, operator, operand);
        }

        private Condition in(String path, BsonValue operand) {
            if (!operand.isArray()) {
                throw Refused.badValue("$in needs an array");
            }
            var values = operand.asArray();
            if (values.size() > MOST_VALUES) {
                throw Refused.badValue("$in has more than " + MOST_VALUES + " values");
            }
            for (BsonValue value : values) {
                if (value.isRegularExpression()) {
                    throw Refused.notOnTheList(2, "BadValue", "a regular expression within $in");
                }
                if (value.isDocument() && isOperator(value.asDocument())) {
                    throw Refused.badValue("cannot nest $ under $in");
                }
                if (value.getBsonType() == BsonType.UNDEFINED) {
                    throw Refused.badValue("cannot compare to undefined");
                }
            }
            return values.size() == 1
                    ? new Condition.Test(path, Operator.EQ, values.get(0))
                    : new Condition.Test(path, Operator.IN, new BsonArray(values));
        }

        private Condition expression(String path, BsonValue operand) {
            list.require(Kind.QUERY, "$regex");
            if (operand.isRegularExpression()
                    && !operand.asRegularExpression().getOptions().isEmpty()) {
                throw Refused.notOnTheList(2, "BadValue", "query $options");
            }
            if (!operand.isRegularExpression() && !operand.isString()) {
                throw Refused.badValue("$regex has to be a string");
            }
            var text = operand.isString()
                    ? operand.asString().getValue()
                    : operand.asRegularExpression().getPattern();
            TextPattern.of(text);
            return new Condition.Test(path, Operator.REGEX, new BsonString(text));
        }

        private Condition element(String path, BsonValue operand) {
            if (!operand.isDocument()) {
                throw Refused.badValue("$elemMatch needs an Object");
            }
            var each = operand.asDocument();
            if (!isOperator(each)
                    || each.getFirstKey().equals("$and")
                    || each.getFirstKey().equals("$or")) {
                return new Condition.Element(path, document(each), false);
            }
            var conditions = new ArrayList<Condition>();
            each.forEach((name, value) -> conditions.add(operator("", name, value)));
            return new Condition.Element(path, Condition.all(conditions), true);
        }
    }
}
