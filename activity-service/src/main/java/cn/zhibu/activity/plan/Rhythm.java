package cn.zhibu.activity.plan;

import static cn.zhibu.activity.plan.PlanProblem.*;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every month once, on a day of the month or on its n-th weekday. A month that has no such day has its last one: no month is
 * left out, for what is asked of a branch is asked each month (BR-09, BR-22).
 *
 * @param day of the month, 1 to 31; then neither {@code nth} nor {@code weekday}
 * @param nth 1 to 5
 * @param from first day that can be one
 * @param until last day that can be one
 */
record Rhythm(
        @Nullable Integer day,
        @Nullable Integer nth,
        @Nullable DayOfWeek weekday,
        LocalDate from,
        LocalDate until) {

    /** Most meetings of a series: five years. */
    static final int MOST = 60;

    /** The days, in order; refuses a rhythm without any or with too many. */
    List<LocalDate> days() {
        var days = new ArrayList<LocalDate>();
        for (var month = YearMonth.from(from);
                !month.isAfter(YearMonth.from(until)) && days.size() <= MOST;
                month = month.plusMonths(1)) {
            var in = in(month);
            if (!in.isBefore(from) && !in.isAfter(until)) {
                days.add(in);
            }
        }
        if (days.isEmpty()) {
            throw SERIES_EMPTY.at("/until");
        }
        if (days.size() > MOST) {
            throw SERIES_TOO_LONG.at("/until", MOST);
        }
        return List.copyOf(days);
    }

    private LocalDate in(YearMonth month) {
        if (day != null) {
            return month.atDay(Math.min(day, month.lengthOfMonth()));
        }
        if (nth == null || weekday == null) {
            throw SERIES_WITHOUT_DAY.at("/day");
        }
        var wanted = month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(nth, weekday));
        return YearMonth.from(wanted).equals(month)
                ? wanted
                : month.atDay(1).with(TemporalAdjusters.lastInMonth(weekday));
    }
}
