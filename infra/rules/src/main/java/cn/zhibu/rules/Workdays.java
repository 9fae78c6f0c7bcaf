package cn.zhibu.rules;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The working days of the years that are known (DM-28): weekdays without public holidays, and weekends that are worked. */
public final class Workdays {

    /** A day that was counted; {@code provisional} where the calendar of a year on the way is not known. */
    public record Counted(LocalDate day, boolean provisional) {}

    /** A year as it stands in the data: weekdays that are off, and days at weekends that are worked. */
    record Year(int year, RulePack.Mark mark, boolean verified, List<LocalDate> off, List<LocalDate> worked) {}

    private final Set<Integer> known = new HashSet<>();
    private final Set<LocalDate> off = new HashSet<>();
    private final Set<LocalDate> worked = new HashSet<>();

    Workdays(List<Year> years) {
        for (var year : years) {
            known.add(year.year());
            off.addAll(year.off());
            worked.addAll(year.worked());
        }
    }

    /** The first day behind so many working days; the day from which is counted is none of them. */
    public Counted after(LocalDate from, int workingDays) {
        var day = from;
        boolean provisional = false;
        for (int left = workingDays; left > 0; ) {
            day = day.plusDays(1);
            provisional |= !known.contains(day.getYear());
            if (worksOn(day)) {
                left--;
            }
        }
        return new Counted(day.plusDays(1), provisional);
    }

    public boolean worksOn(LocalDate day) {
        return worked.contains(day) || !weekend(day) && !off.contains(day);
    }

    private static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    static List<String> faults(List<Year> years) {
        var faults = new ArrayList<String>();
        var seen = new HashSet<Integer>();
        for (var year : years) {
            if (!seen.add(year.year())) {
                faults.add("the working days of " + year.year() + " stand twice");
            }
            year.off().stream()
                    .filter(day -> weekend(day) || day.getYear() != year.year())
                    .forEach(day -> faults.add(day + " is no weekday of " + year.year()));
            year.worked().stream()
                    .filter(day -> !weekend(day) || day.getYear() != year.year())
                    .forEach(day -> faults.add(day + " is no day at a weekend of " + year.year()));
        }
        return faults;
    }
}
