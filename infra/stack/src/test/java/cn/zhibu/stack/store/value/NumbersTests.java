package cn.zhibu.stack.store.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of mixed types are added as MongoDB adds them. */
class NumbersTests {

    private static BsonValue value(String json) {
        return BsonDocument.parse("{v: " + json + "}").get("v");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 2 | 3",
                "2147483647 | 1 | NumberLong(2147483648)",
                "-2147483648 | -1 | NumberLong(-2147483649)",
                "1 | NumberLong(2) | NumberLong(3)",
                "NumberLong(1) | 0 | NumberLong(1)",
                "1 | 0.5 | 1.5",
                "NumberLong(1) | 2.0 | 3.0",
                "0.1 | 0.2 | 0.30000000000000004",
                "NumberDecimal('12.5') | NumberDecimal('0.10') | NumberDecimal('12.60')",
                "NumberDecimal('12.50') | 1 | NumberDecimal('13.50')",
                "NumberDecimal('1') | 0.1 | NumberDecimal('1.100000000000000')",
                "NumberDecimal('1') | 1.0 | NumberDecimal('2.00000000000000')",
                "NumberDecimal('1') | 0.0 | NumberDecimal('1')",
                "NumberDecimal('1E6144') | NumberDecimal('1E-6176') | NumberDecimal('1.000000000000000000000000000000000E6144')",
                "NumberDecimal('9.999999999999999999999999999999999E6144') | NumberDecimal('9E6144') | NumberDecimal('Infinity')",
                "NumberDecimal('Infinity') | NumberDecimal('-Infinity') | NumberDecimal('NaN')",
                "NumberDecimal('Infinity') | 1 | NumberDecimal('Infinity')",
                "NaN | 1 | NaN",
                "NumberLong('9223372036854775807') | 1.0 | 9223372036854775808.0"
            })
    void numbersAreAddedInTheWiderType(String a, String b, String sum) {
        assertThat(Numbers.add(value(a), value(b))).isEqualTo(value(sum));
        assertThat(Numbers.add(value(b), value(a))).isEqualTo(value(sum));
    }

    @Test
    void aLongThatOverflowsHasNoSum() {
        assertThat(Numbers.add(value("NumberLong('9223372036854775807')"), value("1")))
                .isNull();
        assertThat(Numbers.add(value("NumberLong('-9223372036854775808')"), value("NumberLong(-1)")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | 0",
                "['x', null, [1], {a: 1}] | 0",
                "[1, 2] | 3",
                "[2147483647, 1] | NumberLong(2147483648)",
                "[2147483647, 1, -1] | 2147483647",
                "[NumberLong(1), 1] | NumberLong(2)",
                "[NumberLong('9223372036854775807'), 1] | 9223372036854775808.0",
                "[NumberLong('9223372036854775807'), 1, NumberLong(-2)] | NumberLong('9223372036854775806')",
                "[1, 0.5] | 1.5",
                "[0.1, 0.2, 0.3, 0.1, 0.2, 0.3] | 1.2",
                "[1E100, 1, -1E100] | 1.0",
                "[1, NaN] | NaN",
                "[Infinity, 1] | Infinity",
                "[Infinity, -Infinity] | NaN",
                "[1E308, 1E308] | Infinity",
                "[NumberDecimal('0.10'), NumberDecimal('12.5'), 1] | NumberDecimal('13.60')",
                "[NumberDecimal('1'), 0.5] | NumberDecimal('1.5')",
                "[NumberDecimal('1'), Infinity] | NumberDecimal('Infinity')",
                "[NumberDecimal('1E+2')] | NumberDecimal('100')"
            })
    void sumsTakeTheWidestType(String values, String expected) {
        var sum = new Sum();
        value(values).asArray().forEach(sum::add);
        assertThat(sum.result()).isEqualTo(value(expected));
    }
}
