package cn.zhibu.stack.store.language;

import cn.zhibu.stack.store.language.Condition.All;
import cn.zhibu.stack.store.language.Condition.Any;
import cn.zhibu.stack.store.language.Condition.Element;
import cn.zhibu.stack.store.language.Condition.Operator;
import cn.zhibu.stack.store.language.Condition.Test;
import cn.zhibu.stack.store.value.Path;
import cn.zhibu.stack.store.value.Paths;
import cn.zhibu.stack.store.value.ValueOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Whether a document, or an element, meets a condition; built once from its tree. */
final class Matching {

    private static final Map<Operator, IntPredicate> ORDERS = Map.of(
            Operator.GT, order -> order > 0,
            Operator.GTE, order -> order >= 0,
            Operator.LT, order -> order < 0,
            Operator.LTE, order -> order <= 0);

    private Matching() {}

    /** For documents; an array stands for the document of its places. */
    static Predicate<BsonValue> of(Condition condition) {
        if (condition instanceof Test test) {
            return field(test);
        }
        if (condition instanceof Element element) {
            var path = Path.of(element.path());
            var inner = elements(element);
            return root -> Paths.any(root, path, false, inner);
        }
        return of(condition, Matching::of);
    }

    private static Predicate<BsonValue> of(
            Condition condition, java.util.function.Function<Condition, Predicate<BsonValue>> each) {
        if (condition instanceof All all) {
            var tests = all.conditions().stream().map(each).toList();
            return root -> tests.stream().allMatch(test -> test.test(root));
        }
        var tests = ((Any) condition).conditions().stream().map(each).toList();
        return root -> tests.stream().anyMatch(test -> test.test(root));
    }

    private static Predicate<BsonValue> field(Test test) {
        var path = Path.of(test.path());
        var value = value(test);
        return switch (test.operator()) {
            case NE -> root -> !Paths.any(root, path, true, value);
            case EXISTS -> {
                boolean wanted = test.operand().asBoolean().getValue();
                yield root -> wanted == Paths.any(root, path, false, found -> found != null);
            }
            default -> root -> Paths.any(root, path, true, value);
        };
    }

    /** The test of an array: one of its elements meets the condition. */
    private static Predicate<@Nullable BsonValue> elements(Element element) {
        if (element.values()) {
            var each = itself(element.condition());
            return array ->
                    array != null && array.isArray() && array.asArray().stream().anyMatch(each);
        }
        var each = of(element.condition());
        return array -> array != null
                && array.isArray()
                && array.asArray().stream()
                        .filter(inner -> inner.isDocument() || inner.isArray())
                        .map(inner -> inner.isArray() ? places(inner.asArray()) : inner)
                        .anyMatch(each);
    }

    private static BsonDocument places(BsonArray array) {
        var document = new BsonDocument(array.size());
        for (BsonValue element : array) {
            document.append(Integer.toString(document.size()), element);
        }
        return document;
    }

    /** The tests of an element itself. */
    private static Predicate<BsonValue> itself(Condition condition) {
        if (condition instanceof Test test) {
            var value = value(test);
            return switch (test.operator()) {
                case NE -> element -> !value.test(element);
                case EXISTS -> element -> test.operand().asBoolean().getValue();
                default -> value::test;
            };
        }
        return condition instanceof Element element ? elements(element)::test : of(condition, Matching::itself);
    }

    /** The test of one value, or of a missing one; of NE that of equality. */
    private static Predicate<@Nullable BsonValue> value(Test test) {
        var operand = test.operand();
        return switch (test.operator()) {
            case EQ, NE ->
                operand.isNull()
                        ? value -> value == null || value.isNull()
                        : value -> value != null && ValueOrder.equal(value, operand);
            case IN -> in(operand.asArray());
            case GT, GTE, LT, LTE -> range(test.operator(), operand);
            case REGEX -> expression(operand.asString().getValue());
            case EXISTS -> value -> value != null;
        };
    }

    private static Predicate<@Nullable BsonValue> in(List<BsonValue> values) {
        var sorted = values.toArray(new BsonValue[0]);
        Arrays.sort(sorted, ValueOrder::compare);
        return value -> Arrays.binarySearch(sorted, value == null ? BsonNull.VALUE : value, ValueOrder::compare) >= 0;
    }

    private static Predicate<@Nullable BsonValue> range(Operator operator, BsonValue operand) {
        var order = ORDERS.getOrDefault(operator, any -> false);
        boolean below = operator == Operator.LT || operator == Operator.LTE;
        if (operand.getBsonType() == (below ? BsonType.MAX_KEY : BsonType.MIN_KEY)) {
            return value -> value == null || order.test(ValueOrder.compare(value, operand));
        }
        return found -> {
            var value = found == null && operand.isNull() ? BsonNull.VALUE : found;
            return value != null
                    && ValueOrder.comparable(value, operand)
                    && order.test(ValueOrder.compare(value, operand));
        };
    }

    private static Predicate<@Nullable BsonValue> expression(String text) {
        var pattern = TextPattern.of(text);
        return value -> {
            if (value == null) {
                return false;
            }
            return switch (value.getBsonType()) {
                case STRING -> pattern.matches(value.asString().getValue());
                case SYMBOL -> pattern.matches(value.asSymbol().getSymbol());
                case REGULAR_EXPRESSION -> {
                    var stored = value.asRegularExpression();
                    yield stored.getPattern().equals(text)
                            && stored.getOptions().isEmpty();
                }
                default -> false;
            };
        };
    }
}
