package cn.zhibu.rules;

import cn.zhibu.words.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What asks for the transfer of a member, and how long its papers hold (ED-13 to ED-15, ED-18, ED-19). Times in days. */
public record TransferRules(List<Point> points) {

    private static final Set<About> WITH_DAYS = Set.of(About.ANSWER, About.LETTER, About.RECEIPT);

    /** What a point is about. */
    public enum About {
        MOVED,
        RESPONSIBLE,
        ANSWER,
        LETTER,
        RECEIPT,
        MOBILE,
        GRADUATE
    }

    /**
     * A single point about transfers.
     *
     * @param days how many it speaks of
     */
    public record Point(
            String id,
            About about,
            Words names,
            Words text,
            Words regulation,
            Words article,
            RulePack.Mark mark,
            boolean verified,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable Integer days) {

        public boolean inForceOn(LocalDate day) {
            return !from.isAfter(day) && (until == null || !until.isBefore(day));
        }

        /** The last day of a time that begins on that one. */
        public LocalDate last(LocalDate begins) {
            return begins.plusDays(Objects.requireNonNull(days, "a point with a number of days"));
        }
    }

    /** The point about it that was in force on the day; of a day before all of them the first one. */
    public Point point(About about, LocalDate day) {
        var those = points.stream().filter(each -> each.about() == about).toList();
        return those.stream().filter(each -> each.inForceOn(day)).findFirst().orElseGet(() -> those.get(0));
    }

    List<String> faults() {
        var faults = new ArrayList<String>();
        for (var about : About.values()) {
            if (points.stream().noneMatch(each -> each.about() == about)) {
                faults.add("nothing is said about " + about + " of transfers");
            }
        }
        points.stream()
                .filter(each -> WITH_DAYS.contains(each.about()) && (each.days() == null || each.days() < 1))
                .forEach(each -> faults.add(each.id() + " about " + each.about() + " says a number of days"));
        points.stream()
                .filter(each ->
                        points.stream().filter(other -> both(each, other)).count() > 1)
                .forEach(each -> faults.add(each.id() + " about " + each.about() + " stands twice on a day"));
        return faults;
    }

    private static boolean both(Point one, Point other) {
        return one.about() == other.about() && one.inForceOn(latest(one, other)) && other.inForceOn(latest(one, other));
    }

    private static LocalDate latest(Point one, Point other) {
        return one.from().isAfter(other.from()) ? one.from() : other.from();
    }
}
