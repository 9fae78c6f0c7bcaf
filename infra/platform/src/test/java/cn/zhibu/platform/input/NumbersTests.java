package cn.zhibu.platform.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"3,000;3000", "３，０００．５０;3000.5", " 1 234 ;1234", "−5;-5", "0.10;0.1", "+7;7", "１２;12", "100;100"})
    void aNumberIsTakenAsItIsShown(String typed, String number) {
        assertThat(Numbers.read(typed)).isEqualTo(new BigDecimal(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3,00", "1,5", "1e3", "NaN", "三千", "", "1.2.3", "٣", "0x10", "--1", ",100", "1."})
    void whatIsNoNumberIsNamed(String typed) {
        assertThatThrownBy(() -> Numbers.read(typed))
                .isInstanceOf(InputFault.class)
                .hasMessage("NOT_A_NUMBER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e99", "1e-99", "1e16", "1234567890123456", "0.1234567", "-1e16"})
    void sizeAndScaleAreBoundedBeforeAnythingComputes(String token) {
        assertThatThrownBy(() -> Numbers.ofJson(token))
                .isInstanceOf(InputFault.class)
                .hasMessage("TOO_MANY_DIGITS");
    }

    @Test
    void wholeNumbersHaveTheirRange() {
        assertThat(Numbers.whole(new BigDecimal("2.00"), 1, 2)).isEqualTo(2);
        assertThat(catchThrowable(() -> Numbers.whole(new BigDecimal("2.5"), 1, 9)))
                .hasMessage("NOT_AN_INTEGER");
        assertThat(catchThrowable(() -> Numbers.whole(BigDecimal.ZERO, 1, 9))).hasMessage("TOO_SMALL");
        assertThat(catchThrowable(() -> Numbers.whole(BigDecimal.TEN, 1, 9))).hasMessage("TOO_LARGE");
    }

    @Test
    void whateverIsTypedIsABoundedNumberOrAFault() {
        var random = new Random(7);
        var marks = "0123456789,.-+eE ０９，．";
        int numbers = 0;
        for (int round = 0; round < 50_000; round++) {
            var typed = random.ints(random.nextInt(24), 0, marks.length())
                    .mapToObj(at -> marks.substring(at, at + 1))
                    .reduce("", String::concat);
            try {
                var number = random.nextBoolean() ? Numbers.read(typed) : Numbers.ofJson(typed);
                assertThat(number.scale()).isBetween(0, Numbers.DECIMALS);
                assertThat(number.precision() - number.scale()).isLessThanOrEqualTo(Numbers.DIGITS);
                numbers++;
            } catch (InputFault fault) {
                assertThat(fault.code()).isIn("NOT_A_NUMBER", "TOO_MANY_DIGITS");
            }
        }
        assertThat(numbers).isGreaterThan(1_000);
    }
}
