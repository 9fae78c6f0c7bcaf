package cn.zhibu.stack.store.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MongoDB's order of values, as its manual tells it. */
class ValueOrderTests {

    /** Ascending; what stands in one line is equal. */
    private static final List<List<String>> ASCENDING = List.of(
            List.of("{'$minKey': 1}"),
            List.of("undefined"),
            List.of("null"),
            List.of("NaN", "NumberDecimal('NaN')"),
            List.of("-Infinity", "NumberDecimal('-Infinity')"),
            List.of("NumberDecimal('-1E400')"),
            List.of("-1E308"),
            List.of("NumberLong('-9223372036854775808')", "-9223372036854775808.0"),
            List.of("-1", "NumberLong(-1)", "-1.0", "NumberDecimal('-1.00')"),
            List.of("NumberDecimal('-1E-6176')"),
            List.of(
                    "0",
                    "-0.0",
                    "NumberLong(0)",
                    "NumberDecimal('0')",
                    "NumberDecimal('-0')",
                    "NumberDecimal('0E+10')"),
            List.of("NumberDecimal('1E-400')"),
            List.of("4.9E-324"),
            List.of("NumberDecimal('0.1')"),
            List.of("0.1"),
            List.of("1", "1.0", "NumberLong(1)", "NumberDecimal('1.000')"),
            List.of("12.5", "NumberDecimal('12.5')", "NumberDecimal('12.50')"),
            List.of("NumberLong('9007199254740992')", "9007199254740992.0"),
            List.of("NumberLong('9007199254740993')", "NumberDecimal('9007199254740993')"),
            List.of("NumberLong('9223372036854775807')"),
            List.of("9223372036854775808.0", "NumberDecimal('9223372036854775808')"),
            List.of("NumberDecimal('1E400')"),
            List.of("Infinity", "NumberDecimal('Infinity')"),
            List.of("''"),
            List.of("'10'"),
            List.of("'9'"),
            List.of("'A'"),
            List.of("'a'", "{'$symbol': 'a'}"),
            List.of("'a\\u0000'"),
            List.of("'é'"),
            List.of("'党'"),
            List.of("'支'"),
            List.of("'\\uffee'"),
            List.of("'\\ud83d\\ude00'"),
            List.of("{}"),
            List.of("{b: 1}"),
            List.of("{a: 'x'}"),
            List.of("{a: 'x', b: 1}"),
            List.of("{a: {}}"),
            List.of("[]"),
            List.of("[1]", "[1.0]"),
            List.of("[1, 2]"),
            List.of("['a']"),
            List.of("[[]]"),
            List.of("BinData(0, '')"),
            List.of("BinData(0, '/w==')"),
            List.of("BinData(5, 'AA==')"),
            List.of("BinData(0, 'AAA=')"),
            List.of("ObjectId('000000000000000000000001')"),
            List.of("ObjectId('ff0000000000000000000000')"),
            List.of("false"),
            List.of("true"),
            List.of("ISODate('1969-01-01T00:00:00Z')"),
            List.of("ISODate('2025-01-01T00:00:00Z')"),
            List.of("Timestamp(1, 1)"),
            List.of("{'$timestamp': {'t': 4294967295, 'i': 1}}"),
            List.of("/a/"),
            List.of("/a/i"),
            List.of("/b/"),
            List.of("{'$maxKey': 1}"));

    private static BsonValue value(String json) {
        return BsonDocument.parse("{v: " + json + "}").get("v");
    }

    @Test
    void valuesAscendAsTheManualSays() {
        for (int one = 0; one < ASCENDING.size(); one++) {
            for (int other = 0; other < ASCENDING.size(); other++) {
                for (String a : ASCENDING.get(one)) {
                    for (String b : ASCENDING.get(other)) {
                        assertThat(Integer.signum(ValueOrder.compare(value(a), value(b))))
                                .as("%s and %s", a, b)
                                .isEqualTo(Integer.compare(one, other));
                    }
                }
            }
        }
    }

    static List<Long> seeds() {
        return List.of(1L, 2L, new Random().nextLong());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderIsTotal(long seed) {
        var random = new Random(seed);
        var values = new ArrayList<>(NastyValues.all());
        for (int step = 0; step < 100_000; step++) {
            var a = values.get(random.nextInt(values.size()));
            var b = values.get(random.nextInt(values.size()));
            var c = values.get(random.nextInt(values.size()));
            int order = Integer.signum(ValueOrder.compare(a, b));
            assertThat(order).isEqualTo(-Integer.signum(ValueOrder.compare(b, a)));
            if (order <= 0 && ValueOrder.compare(b, c) <= 0) {
                assertThat(ValueOrder.compare(a, c)).as("%s, %s, %s", a, b, c).isLessThanOrEqualTo(0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a: 1, b: {c: [1, {d: 'x'}]}}", "{}", "{a: NumberDecimal('1.50')}"})
    void rawDocumentsCompareAsTheOthersDo(String json) {
        var raw = RawBsonDocument.parse(json);
        var plain = BsonDocument.parse(json);
        assertThat(ValueOrder.compare(raw, plain)).isZero();
        assertThat(ValueOrder.identical(raw, plain)).isTrue();
        assertThat(KeyBytes.of(raw)).isEqualTo(KeyBytes.of(plain));
    }

    @Test
    void identicalIsMoreThanEqual() {
        assertThat(ValueOrder.identical(value("1"), value("NumberLong(1)"))).isFalse();
        assertThat(ValueOrder.identical(value("NumberDecimal('12.5')"), value("NumberDecimal('12.50')")))
                .isFalse();
        assertThat(ValueOrder.identical(value("0.0"), value("-0.0"))).isFalse();
        assertThat(ValueOrder.identical(value("{a: 1, b: 2}"), value("{b: 2, a: 1}")))
                .isFalse();
        assertThat(ValueOrder.identical(value("[{a: 1}]"), value("[{a: 1.0}]"))).isFalse();
        assertThat(ValueOrder.identical(value("[{a: 1}, 'x']"), value("[{a: 1}, 'x']")))
                .isTrue();
    }

    @Test
    void halvesOfPairsHaveAnOrderToo() {
        assertThat(Texts.compare("\ud800", "\ud800\udc00")).isNegative();
        assertThat(Texts.compare("\ud800x", "\ud800\udc00")).isNegative();
        assertThat(Texts.compare("\ud800x", "\ud800y")).isNegative();
        assertThat(Texts.compare("\ud800", "\ud800x")).isNegative();
        assertThat(Texts.compare("\uffff", "\ud800\udc00")).isNegative();
    }

    @Test
    void whatIsDeeperThanAnythingStoredIsAnErrorAndNotTheEndOfTheStack() {
        BsonValue deep = new BsonInt32(1);
        for (int level = 0; level < 5_000; level++) {
            deep = level % 2 == 0 ? new BsonArray(List.of(deep)) : new BsonDocument("a", deep);
        }
        var value = deep;
        assertThatThrownBy(() -> KeyBytes.of(value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ValueOrder.compare(value, value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Weight.of(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
