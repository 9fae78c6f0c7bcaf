package cn.zhibu.activity.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.process.problem.Problem;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Series over leap years, short months and months without a fifth weekday. */
class RhythmTests {

    private static final int TRIES = 5000;

    private final Random random = new Random(20261129);

    @Test
    void everyMonthBetweenHasOneDayAndNoneLiesOutside() {
        for (int i = 0; i < TRIES; i++) {
            var from = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(1500));
            var until = from.plusDays(random.nextInt(1700));
            var rhythm = random.nextBoolean()
                    ? new Rhythm(1 + random.nextInt(31), null, null, from, until)
                    : new Rhythm(null, 1 + random.nextInt(5), DayOfWeek.of(1 + random.nextInt(7)), from, until);
            List<LocalDate> days;
            try {
                days = rhythm.days();
            } catch (Problem refused) {
                assertThat(ChronoUnit.DAYS.between(from, until))
                        .as(rhythm.toString())
                        .isLessThan(62);
                continue;
            }
            assertThat(days)
                    .as(rhythm.toString())
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(60);
            assertThat(days).allMatch(day -> !day.isBefore(from) && !day.isAfter(until));
            var months = days.stream().map(YearMonth::from).toList();
            assertThat(months).as("no month is left out").doesNotHaveDuplicates();
            assertThat(ChronoUnit.MONTHS.between(months.get(0), months.get(months.size() - 1)) + 1)
                    .isEqualTo(months.size());
            assertThat(days).as(rhythm.toString()).allMatch(day -> fits(rhythm, day));
        }
    }

    /** Said another way than the rhythm reckons: by what lies around the day. */
    private static boolean fits(Rhythm rhythm, LocalDate day) {
        if (rhythm.day() != null) {
            return day.getDayOfMonth() == rhythm.day()
                    || day.getDayOfMonth() < rhythm.day() && day.plusDays(1).getDayOfMonth() == 1;
        }
        int nth = 0;
        for (var earlier = day; earlier.getMonth() == day.getMonth(); earlier = earlier.minusWeeks(1)) {
            nth++;
        }
        boolean last = day.plusWeeks(1).getMonth() != day.getMonth();
        return day.getDayOfWeek() == rhythm.weekday() && (rhythm.nth() == nth || nth < rhythm.nth() && last);
    }

    @Test
    void theThirtyFirstIsTheLastDayOfAShortMonthAlsoInALeapYear() {
        var days = new Rhythm(31, null, null, LocalDate.of(2027, 12, 1), LocalDate.of(2028, 4, 30)).days();
        assertThat(days)
                .containsExactly(
                        LocalDate.of(2027, 12, 31),
                        LocalDate.of(2028, 1, 31),
                        LocalDate.of(2028, Month.FEBRUARY, 29),
                        LocalDate.of(2028, 3, 31),
                        LocalDate.of(2028, 4, 30));
    }

    @Test
    void aFifthFridayIsTheLastOneWhereThereAreFour() {
        var days = new Rhythm(null, 5, DayOfWeek.FRIDAY, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 31)).days();
        assertThat(days)
                .containsExactly(LocalDate.of(2026, 1, 30), LocalDate.of(2026, 2, 27), LocalDate.of(2026, 3, 27));
    }

    @Test
    void sixtyMeetingsAreASeriesAndSixtyOneAreTooMany() {
        var from = LocalDate.of(2026, 1, 1);
        assertThat(new Rhythm(10, null, null, from, from.plusYears(5).minusDays(1)).days())
                .hasSize(60);
        assertThatThrownBy(
                        () -> new Rhythm(10, null, null, from, from.plusYears(5).plusDays(9)).days())
                .isInstanceOf(Problem.class)
                .extracting(refused -> ((Problem) refused).type())
                .isEqualTo(PlanProblem.SERIES_TOO_LONG);
        assertThatThrownBy(() -> new Rhythm(10, null, null, from, LocalDate.of(2199, 12, 31)).days())
                .extracting(refused -> ((Problem) refused).type())
                .isEqualTo(PlanProblem.SERIES_TOO_LONG);
    }
}
