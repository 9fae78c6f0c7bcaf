package cn.zhibu.stack.store.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.BsonArray;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of keys order as their values do, alone and one behind the other, in both directions. */
class KeyBytesTests {

    static List<Long> seeds() {
        return List.of(1L, 2L, 3L, new Random().nextLong());
    }

    private static int order(byte[] a, byte[] b) {
        return Integer.signum(Arrays.compareUnsigned(a, b));
    }

    private static void sameOrder(BsonValue a, BsonValue b) {
        var left = KeyBytes.of(a);
        var right = KeyBytes.of(b);
        int expected = Integer.signum(ValueOrder.compare(a, b));
        assertThat(order(left, right)).as("%s and %s", a, b).isEqualTo(expected);
        int common = Math.min(left.length, right.length);
        boolean prefix = left.length != right.length && Arrays.mismatch(left, right) == common;
        assertThat(prefix).as("%s begins %s", a, b).isFalse();
    }

    @Test
    void bytesOrderAsValuesDo() {
        var values = NastyValues.all();
        for (BsonValue a : values) {
            for (BsonValue b : values) {
                sameOrder(a, b);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bytesOrderAsValuesDoByChance(long seed) {
        var random = new Random(seed);
        for (int step = 0; step < 10_000; step++) {
            sameOrder(NastyValues.random(random, 3), NastyValues.random(random, 3));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keysOfSeveralFieldsOrderFieldByField(long seed) {
        var random = new Random(seed);
        var pool = IntStream.range(0, 60)
                .mapToObj(any -> NastyValues.random(random, 2))
                .toList();
        for (int step = 0; step < 10_000; step++) {
            boolean[] descending = {random.nextBoolean(), random.nextBoolean(), random.nextBoolean()};
            var one = three(pool, random);
            var other = random.nextInt(3) == 0
                    ? List.of(one.get(0), one.get(1), three(pool, random).get(2))
                    : three(pool, random);
            assertThat(order(key(one, descending), key(other, descending)))
                    .as("%s and %s, descending %s", one, other, Arrays.toString(descending))
                    .isEqualTo(expected(one, other, descending));
        }
    }

    private static List<BsonValue> three(List<BsonValue> pool, Random random) {
        return List.of(
                pool.get(random.nextInt(pool.size())),
                pool.get(random.nextInt(pool.size())),
                pool.get(random.nextInt(pool.size())));
    }

    private static byte[] key(List<BsonValue> values, boolean[] descending) {
        var bytes = new ByteArrayOutputStream();
        for (int at = 0; at < values.size(); at++) {
            KeyBytes.append(bytes, values.get(at), descending[at]);
        }
        return bytes.toByteArray();
    }

    private static int expected(List<BsonValue> one, List<BsonValue> other, boolean[] descending) {
        for (int at = 0; at < one.size(); at++) {
            int order = Integer.signum(ValueOrder.compare(one.get(at), other.get(at)));
            if (order != 0) {
                return descending[at] ? -order : order;
            }
        }
        return 0;
    }

    /** Of each pair of values: the second lies in the bracket of the first exactly when $gt and $lt compare them. */
    @Test
    void aValueEndsWhereTheNextBegins() {
        int known = 0;
        for (boolean descending : new boolean[] {false, true}) {
            for (BsonValue value : NastyValues.all()) {
                var key = new ByteArrayOutputStream();
                KeyBytes.append(key, new BsonInt32(7), !descending);
                int from = key.size();
                KeyBytes.append(key, value, descending);
                int end = key.size();
                KeyBytes.append(key, new BsonString("next"), !descending);
                int found = KeyBytes.end(key.toByteArray(), from, descending);
                assertThat(found).as("%s", value).isIn(end, -1);
                known += found == end ? 1 : 0;
                boolean simple = value.isNumber() || value.isString() || value.isNull() || value.isObjectId();
                assertThat(found == end || !simple).as("%s", value).isTrue();
            }
        }
        assertThat(known).isGreaterThan(NastyValues.all().size());
    }

    @Test
    void bracketsHoldWhatRangesCompare() {
        var values = NastyValues.all();
        for (BsonValue operand : values) {
            boolean everything = operand.getBsonType() == org.bson.BsonType.MIN_KEY
                    || operand.getBsonType() == org.bson.BsonType.MAX_KEY;
            for (BsonValue value : values) {
                var key = KeyBytes.of(value);
                boolean within = Arrays.compareUnsigned(KeyBytes.bracketStart(operand), key) <= 0
                        && Arrays.compareUnsigned(key, KeyBytes.bracketEnd(operand)) < 0;
                assertThat(within)
                        .as("%s in the bracket of %s", value, operand)
                        .isEqualTo(everything || ValueOrder.comparable(value, operand));
            }
        }
    }

    @Test
    void keysAreShort() {
        assertThat(KeyBytes.of(new BsonInt32(0))).hasSize(2);
        assertThat(KeyBytes.of(new BsonInt32(2025))).hasSize(7);
        assertThat(KeyBytes.of(new BsonString("abc"))).hasSize(6);
        assertThat(KeyBytes.of(new BsonDecimal128(Decimal128.parse("1E6144")))).hasSize(6);
        assertThat(KeyBytes.of(new BsonDouble(Double.MIN_VALUE)).length).isLessThan(400);
    }

    /** What an index on a disk holds is read by later versions: these bytes never change. */
    @Test
    void bytesOnADiskStayWhatTheyAre() {
        var value = new BsonArray(List.of(
                BsonDocument.parse("{a: NumberDecimal('-12.50'), '支': 'x'}"),
                new BsonInt32(1000),
                new BsonString("a\0b")));
        assertThat(java.util.HexFormat.of().formatHex(KeyBytes.of(value)))
                .isEqualTo("07060461000103bffdf2ccff05e694af000178000100040540040b00056100ff62000100");
    }
}
