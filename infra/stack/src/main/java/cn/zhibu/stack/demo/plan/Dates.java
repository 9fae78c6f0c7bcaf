package cn.zhibu.stack.demo.plan;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;

/** The years of the demo, seen from the day it is loaded on. */
record Dates(LocalDate today) {

    int running() {
        return today.getYear();
    }

    /** The last full calendar year. */
    int reported() {
        return today.getYear() - 1;
    }

    /**
     * A term that has ended.
     *
     * @param election the day on which the next committee was elected
     */
    record Term(LocalDate from, LocalDate until, LocalDate election) {

        private static final int SEPTEMBER = 9;

        /** A day of its n-th school year, from 1. */
        LocalDate on(int schoolYear, MonthDay day) {
            int before = day.getMonthValue() >= SEPTEMBER ? 1 : 0;
            return day.atYear(from.getYear() + schoolYear - before);
        }
    }

    /** The last term that is over, of so many school years. */
    Term term(int years) {
        var over = today.isBefore(LocalDate.of(today.getYear(), 9, 10)) ? today.getYear() - 1 : today.getYear();
        var until = LocalDate.of(over, 8, 31);
        return new Term(until.plusDays(1).minusYears(years), until, weekday(until.plusDays(4)));
    }

    /** A month and day ({@code MM-dd}) of a year, but not a day that is still to come. */
    LocalDate on(int year, String monthAndDay) {
        return notAfterToday(MonthDay.parse("--" + monthAndDay).atYear(year));
    }

    LocalDate notAfterToday(LocalDate day) {
        return day.isAfter(today) ? today : day;
    }

    static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** The n-th of so many days spread evenly over a span. */
    static LocalDate spread(LocalDate from, LocalDate until, int n, int of) {
        long days = until.toEpochDay() - from.toEpochDay();
        return from.plusDays(of == 1 ? 0 : days * n / (of - 1));
    }

    /** The day itself or, at a weekend, the nearest working day that is in the same month. */
    static LocalDate weekday(LocalDate day) {
        int past = day.getDayOfWeek().getValue() - java.time.DayOfWeek.FRIDAY.getValue();
        if (past <= 0) {
            return day;
        }
        var friday = day.minusDays(past);
        return friday.getMonth() == day.getMonth() ? friday : friday.plusDays(3);
    }

    /** The same entry again and again, however many are asked for. */
    static <T> T cycled(List<T> list, int n) {
        return list.get(Math.floorMod(n, list.size()));
    }
}
