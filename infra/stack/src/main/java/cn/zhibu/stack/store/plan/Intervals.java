package cn.zhibu.stack.store.plan;

import cn.zhibu.stack.store.engine.Range;
import cn.zhibu.stack.store.language.Condition.Operator;
import cn.zhibu.stack.store.language.Condition.Test;
import cn.zhibu.stack.store.value.KeyBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonType;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Which values of one field can meet its tests: a few single values, or one stretch. Generous: what lies outside can
 * not match, what lies inside is judged by the whole query.
 *
 * @param points the bytes of single values, in order; empty for a stretch
 * @param exact whether everything inside does match
 */
record Intervals(List<byte[]> points, byte[] from, byte[] before, boolean exact) {

    private static final byte[] NONE = {};

    boolean single() {
        return points.size() == 1;
    }

    boolean isStretch() {
        return points.isEmpty();
    }

    /**
     * Null when the tests bound nothing.
     *
     * @param arrays whether the field may be an array; then each test may be met by another element, and only one counts
     */
    static @Nullable Intervals of(List<Test> tests, boolean arrays) {
        for (Test test : tests) {
            var points = points(test, arrays);
            if (points != null) {
                return new Intervals(points, NONE, NONE, tests.size() == 1 && (!arrays || impliesPresence(test)));
            }
        }
        Intervals stretch = null;
        for (Test test : tests) {
            var one = stretch(test);
            if (one != null && (stretch == null || !arrays)) {
                stretch = stretch == null ? one : stretch.within(one);
            }
        }
        return stretch == null
                ? null
                : new Intervals(
                        List.of(), stretch.from, stretch.before, arrays ? tests.size() == 1 : allStretches(tests));
    }

    private static boolean allStretches(List<Test> tests) {
        return tests.stream().allMatch(test -> stretch(test) != null);
    }

    /** Of an array the null that is asked for may be an element, or that there is none. */
    private static boolean impliesPresence(Test test) {
        return test.operator() == Operator.IN
                ? test.operand().asArray().stream().noneMatch(BsonValue::isNull)
                : !test.operand().isNull();
    }

    private static @Nullable List<byte[]> points(Test test, boolean arrays) {
        if (test.operator() == Operator.EQ) {
            return points(List.of(test.operand()), arrays);
        } else if (test.operator() == Operator.IN && test.operand() instanceof BsonArray any) {
            return points(any, arrays);
        }
        return null;
    }

    /** Null also means an empty array on the way, which stands in the key as undefined. */
    private static @Nullable List<byte[]> points(List<BsonValue> values, boolean arrays) {
        var points = new TreeSet<byte[]>(Arrays::compareUnsigned);
        for (BsonValue value : values) {
            if (value.isArray() || value.isRegularExpression()) {
                return null;
            }
            points.add(KeyBytes.of(value));
            if (value.isNull() && arrays) {
                points.add(KeyBytes.of(new BsonUndefined()));
            }
        }
        return new ArrayList<>(points);
    }

    private static @Nullable Intervals stretch(Test test) {
        var operand = test.operand();
        boolean comparable = !operand.isArray()
                && !operand.isNull()
                && operand.getBsonType() != BsonType.MIN_KEY
                && operand.getBsonType() != BsonType.MAX_KEY
                && !(operand.isNumber() && Double.isNaN(operand.asNumber().doubleValue()))
                && !(operand.isDecimal128() && operand.asDecimal128().getValue().isNaN());
        if (!comparable) {
            return null;
        }
        var value = KeyBytes.of(operand);
        var start = KeyBytes.bracketStart(operand);
        var end = KeyBytes.bracketEnd(operand);
        return switch (test.operator()) {
            case GT -> new Intervals(List.of(), Range.after(value), end, true);
            case GTE -> new Intervals(List.of(), value, end, true);
            case LT -> new Intervals(List.of(), start, value, true);
            case LTE -> new Intervals(List.of(), start, Range.after(value), true);
            default -> null;
        };
    }

    private Intervals within(Intervals other) {
        return new Intervals(
                List.of(),
                Arrays.compareUnsigned(from, other.from) >= 0 ? from : other.from,
                Arrays.compareUnsigned(before, other.before) <= 0 ? before : other.before,
                true);
    }

    /** The stretch behind each beginning of a key. */
    Range behind(byte[] beginning, boolean descending) {
        return descending
                ? new Range(
                        Range.joined(beginning, Range.after(inverted(before))),
                        Range.joined(beginning, Range.after(inverted(from))))
                : new Range(Range.joined(beginning, from), Range.joined(beginning, before));
    }

    /** The single values as they stand in the key. */
    List<byte[]> points(boolean descending) {
        return descending ? points.stream().map(Intervals::inverted).toList() : points;
    }

    /** Whether a value of a key, taken out of it, is among them. */
    boolean contain(byte[] value) {
        if (isStretch()) {
            return Arrays.compareUnsigned(value, from) >= 0 && Arrays.compareUnsigned(value, before) < 0;
        }
        return points.stream().anyMatch(point -> Arrays.equals(point, value));
    }

    static byte[] inverted(byte[] bytes) {
        var inverted = new byte[bytes.length];
        for (int at = 0; at < bytes.length; at++) {
            inverted[at] = (byte) ~bytes[at];
        }
        return inverted;
    }
}
