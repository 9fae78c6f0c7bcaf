package cn.zhibu.stack.store.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDbPointer;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/** Values of all types that stand where comparisons go wrong, and more of them by chance. */
final class NastyValues {

    private static final double[] DOUBLES = {
        0.0,
        -0.0,
        1,
        -1,
        0.1,
        -0.1,
        0.5,
        1.5,
        12.5,
        1e15,
        1e16,
        1e22,
        1e23,
        1e100,
        -1e100,
        1e308,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0x1p53,
        0x1p53 + 2,
        0x1p63,
        -0x1p63,
        0x1p64,
        9007199254740993.0,
        99.99,
        100,
        1000,
        1e-7
    };
    private static final long[] LONGS = {
        0,
        1,
        -1,
        9,
        10,
        11,
        99,
        100,
        101,
        255,
        256,
        1000,
        1001,
        123456789,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 53,
        (1L << 53) + 1,
        (1L << 53) - 1,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        1_000_000_000_000_000_000L,
        -100,
        -99,
        -101
    };
    private static final String[] DECIMALS = {
        "0",
        "-0",
        "0E-6176",
        "0E+6111",
        "1",
        "1.0",
        "1.00",
        "0.1",
        "0.10",
        "-0.1",
        "12.5",
        "12.50",
        "1E6144",
        "-1E6144",
        "9.999999999999999999999999999999999E6144",
        "1E-6176",
        "-1E-6176",
        "1E400",
        "-1E400",
        "1E-400",
        "NaN",
        "Infinity",
        "-Infinity",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809",
        "9007199254740993",
        "0.1000000000000000055511151231257827",
        "0.1000000000000000055511151231257828",
        "100",
        "1E2",
        "99.99"
    };
    private static final String[] TEXTS = {
        "",
        "\0",
        "a",
        "a\0",
        "a\0b",
        "a\1",
        "b",
        "ab",
        "A",
        "\u007f",
        "\u0080",
        "\u07ff",
        "\u0800",
        "\uffff",
        "\ue000",
        "\ud83d\ude00",
        "\ud800\udc00",
        "\udbff\udfff",
        "支部",
        "支",
        "党员",
        "é",
        "e\u0301",
        "$a",
        "a.b",
        "10",
        "9",
        "ÿ",
        "\ud83d\ude00x",
        "\uffee"
    };

    private NastyValues() {}

    static List<BsonValue> scalars() {
        var values = new ArrayList<BsonValue>(List.of(
                new BsonMinKey(),
                new BsonUndefined(),
                BsonNull.VALUE,
                new BsonMaxKey(),
                BsonBoolean.TRUE,
                BsonBoolean.FALSE));
        for (double number : DOUBLES) {
            values.add(new BsonDouble(number));
        }
        for (long number : LONGS) {
            values.add(new BsonInt64(number));
            if (number == (int) number) {
                values.add(new BsonInt32((int) number));
            }
        }
        for (String number : DECIMALS) {
            values.add(new BsonDecimal128(Decimal128.parse(number)));
        }
        for (String text : TEXTS) {
            values.add(new BsonString(text));
        }
        values.add(new BsonSymbol("a"));
        values.add(new BsonSymbol("支部"));
        for (long date : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1764316800000L}) {
            values.add(new BsonDateTime(date));
            values.add(new BsonTimestamp(date));
        }
        for (String id :
                new String[] {"000000000000000000000000", "ffffffffffffffffffffffff", "6567a1b2c3d4e5f601020304"}) {
            values.add(new BsonObjectId(new ObjectId(id)));
            values.add(new BsonDbPointer("d.c", new ObjectId(id)));
            values.add(new BsonDbPointer("d.cc", new ObjectId(id)));
        }
        for (byte[] bytes : new byte[][] {{}, {0}, {1}, {-1}, {0, 0}, {-1, -1, -1}}) {
            values.add(new BsonBinary((byte) 0, bytes));
            values.add(new BsonBinary((byte) 5, bytes));
            values.add(new BsonBinary((byte) -128, bytes));
        }
        values.add(new BsonRegularExpression("a", ""));
        values.add(new BsonRegularExpression("a", "i"));
        values.add(new BsonRegularExpression("ab", ""));
        values.add(new BsonJavaScript("f()"));
        values.add(new BsonJavaScript("f"));
        values.add(new BsonJavaScriptWithScope("f", new BsonDocument()));
        values.add(new BsonJavaScriptWithScope("f", new BsonDocument("a", new BsonInt32(1))));
        return values;
    }

    /** The scalars, and documents and arrays of some of them. */
    static List<BsonValue> all() {
        var values = scalars();
        var random = new Random(7);
        values.add(new BsonDocument());
        values.add(new BsonArray());
        for (String json : new String[] {
            "{a: 1}", "{a: 1.0}", "{a: NumberLong(1)}", "{b: 1}", "{a: 1, b: 2}", "{b: 2, a: 1}", "{a: 'x'}", "{a: {}}",
            "{a: []}", "{a: null}", "{'': 1}", "{aa: 1}", "{a: {b: 1}}", "{a: {b: 1}, c: 2}", "{'支': 1}",
                    "{a: [1, [2]]}"
        }) {
            values.add(BsonDocument.parse(json));
        }
        for (String json : new String[] {
            "[1]", "[1.0]", "[1, 2]", "[2]", "[[1]]", "[[]]", "[null]", "['a']", "[{a: 1}]", "[1, 'a']", "[[1], 2]"
        }) {
            values.add(BsonDocument.parse("{v: " + json + "}").getArray("v"));
        }
        for (int some = 0; some < 60; some++) {
            values.add(random(random, 3));
        }
        return values;
    }

    static BsonValue random(Random random, int depth) {
        int kind = random.nextInt(depth > 0 ? 12 : 9);
        return switch (kind) {
            case 0 -> number(random);
            case 1 -> new BsonInt64(random.nextLong() >> random.nextInt(64));
            case 2 -> new BsonDouble(Double.longBitsToDouble(random.nextLong()));
            case 3 -> new BsonDouble(random.nextInt(2000) / 8.0 - 100);
            case 4 -> decimal(random);
            case 5 -> new BsonInt32(random.nextInt(-5, 6));
            case 6 -> text(random);
            case 7, 8 -> {
                var scalars = scalars();
                yield scalars.get(random.nextInt(scalars.size()));
            }
            case 9, 10 -> {
                var document = new BsonDocument();
                for (int fields = random.nextInt(4); fields > 0; fields--) {
                    document.put(new String[] {"a", "b", "aa", "支", ""}[random.nextInt(5)], random(random, depth - 1));
                }
                yield document;
            }
            default -> {
                var array = new BsonArray();
                for (int elements = random.nextInt(4); elements > 0; elements--) {
                    array.add(random(random, depth - 1));
                }
                yield array;
            }
        };
    }

    /** The same whole number in one of the four types. */
    private static BsonValue number(Random random) {
        int number = random.nextInt(-300, 300);
        return switch (random.nextInt(4)) {
            case 0 -> new BsonInt32(number);
            case 1 -> new BsonInt64(number);
            case 2 -> new BsonDouble(number);
            default -> new BsonDecimal128(new Decimal128(BigDecimal.valueOf(number * 100L, 2)));
        };
    }

    private static BsonValue decimal(Random random) {
        var unscaled = new BigInteger(random.nextInt(1, 112), random);
        var value = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(-60, 60));
        return new BsonDecimal128(Numbers.decimal(value));
    }

    private static BsonValue text(Random random) {
        var text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            int point = random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x110000);
            text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? 'x' : point);
        }
        var valid = new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return new BsonString(valid);
    }
}
