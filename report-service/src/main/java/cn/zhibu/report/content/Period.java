package cn.zhibu.report.content;

import cn.zhibu.catalogue.Claim.Window;
import java.time.LocalDate;

/**
 * The days that a report covers, and how many years the plan after them reaches.
 *
 * @param until the last day
 */
public record Period(LocalDate from, LocalDate until, int planYears) {

    private static final LocalDate BEGINNING = LocalDate.of(2000, 1, 1);

    public static Period year(int year) {
        return new Period(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), 1);
    }

    /** The first day that a claim with this window looks at. */
    public LocalDate first(Window window) {
        return switch (window) {
            case PERIOD, PERIOD_AND_PLAN -> from;
            case PLAN -> until.plusDays(1);
            case TURN -> from.plusDays(1);
            case AS_OF -> BEGINNING;
        };
    }

    /** The last day that a claim with this window looks at. */
    public LocalDate last(Window window) {
        return switch (window) {
            case PERIOD, AS_OF -> until;
            case PLAN, PERIOD_AND_PLAN, TURN -> until.plusYears(planYears);
        };
    }

    public boolean covers(Window window, LocalDate day) {
        return (window == Window.AS_OF || !day.isBefore(first(window))) && !day.isAfter(last(window));
    }

    /** Whether what falls due on that day belongs to these days; everything of a calendar year does. */
    public boolean asksFor(LocalDate due) {
        return equals(year(from.getYear())) || covers(Window.PERIOD, due);
    }
}
