package cn.zhibu.platform.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T00:00:00Z",
                "2026-03-01Z",
                "45717",
                "2026-3-1",
                "+999999999-01-01",
                "-2026-01-01",
                "2025-02-29",
                "2026-13-01",
                "2026/03/01",
                "２０２６-03-01",
                "2026-03-01 ",
                ""
            })
    void nothingElseIsADay(String typed) {
        assertThatThrownBy(() -> Dates.read(typed))
                .isInstanceOf(InputFault.class)
                .hasMessage("NOT_A_DATE");
    }

    @ParameterizedTest
    @CsvSource({"1799-12-31,TOO_EARLY", "0001-01-01,TOO_EARLY", "2200-01-01,TOO_LATE", "9999-12-31,TOO_LATE"})
    void adayThatNoRecordReachesIsNamed(String typed, String code) {
        assertThatThrownBy(() -> Dates.read(typed))
                .isInstanceOf(InputFault.class)
                .hasMessage(code);
    }

    @Test
    void whateverIsTypedIsADayOfTheRangeOrAFault() {
        var random = new Random(20260301);
        var marks = "0123456789-+/.TZ 年月日:０１";
        int days = 0;
        for (int round = 0; round < 50_000; round++) {
            var typed = round % 2 == 0
                    ? TODAY.plusDays(random.nextInt(400_000) - 200_000).toString()
                    : random.ints(random.nextInt(14), 0, marks.length())
                            .mapToObj(at -> marks.substring(at, at + 1))
                            .reduce("", String::concat);
            try {
                var day = Dates.read(typed);
                assertThat(day).isBetween(Dates.EARLIEST, Dates.LATEST).hasToString(typed);
                days++;
            } catch (InputFault fault) {
                assertThat(fault.code()).isIn("NOT_A_DATE", "TOO_EARLY", "TOO_LATE");
            }
        }
        assertThat(days).isGreaterThan(1_000);
    }

    @Test
    void whatIsDatedHasItsOwnRange() {
        for (var of : Dated.Of.values()) {
            assertThat(of.check(TODAY, TODAY)).isEqualTo(TODAY);
            assertThat(catchThrowable(() -> of.check(LocalDate.of(1799, 1, 1), TODAY)))
                    .hasMessage("TOO_EARLY");
            assertThat(catchThrowable(() -> of.check(TODAY.plusYears(of == Dated.Of.FORM ? 201 : 11), TODAY)))
                    .isInstanceOf(InputFault.class);
        }
        for (var of : List.of(Dated.Of.BIRTH, Dated.Of.JOINING, Dated.Of.EVENT, Dated.Of.TERM)) {
            assertThat(catchThrowable(() -> of.check(TODAY.plusDays(1), TODAY))).hasMessage("IN_THE_FUTURE");
        }
        assertThat(Dated.Of.PLAN.check(TODAY.plusYears(10), TODAY)).isEqualTo(TODAY.plusYears(10));
        assertThat(catchThrowable(() -> Dated.Of.BIRTH.check(LocalDate.of(1899, 12, 31), TODAY)))
                .hasMessage("TOO_EARLY");
    }

    @Test
    void anAbsurdDayThatWasStoredCanBeComputedWith() {
        for (var stored : List.of(LocalDate.MIN, LocalDate.MAX, TODAY)) {
            assertThat(Dates.tolerated(stored).toString()).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
            assertThat(Dates.tolerated(stored).plusYears(100).minusYears(200)).isNotNull();
        }
        assertThat(Dates.tolerated(TODAY)).isEqualTo(TODAY);
        assertThat(Dates.tolerated(LocalDate.of(9999, 12, 31))).isEqualTo(LocalDate.of(9999, 12, 31));
    }
}
