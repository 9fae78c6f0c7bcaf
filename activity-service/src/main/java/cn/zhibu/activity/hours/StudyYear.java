package cn.zhibu.activity.hours;

import cn.zhibu.directory.Committee.Seat;
import cn.zhibu.directory.Membership;
import cn.zhibu.directory.Shape;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The hours of whoever belonged to a branch in a year, in the order of the roster. What a session says of who was there stands,
 * also where the roster was corrected since. Nobody's year is weighed: what is asked for stands beside what there is.
 *
 * @param first the first day of the year
 * @param on the day by which it is judged: the last of the year, or today
 */
record StudyYear(LocalDate first, LocalDate on) {

    /**
     * What a year asks for; null where nothing is known of that day.
     *
     * @param member of a member (ED-06), in study hours
     * @param seated of who holds a post in the committee, or is secretary (ED-07), in study hours
     */
    record Asked(@Nullable Integer member, @Nullable Integer seated) {

        @Nullable
        Integer of(boolean isSeated) {
            return isSeated && seated != null ? seated : member;
        }
    }

    /** @param until first day on which the member no longer belongs to the branch */
    record Stay(LocalDate from, @Nullable LocalDate until) {}

    /**
     * One member's year.
     *
     * @param stays when the member belonged to the branch, where that was not the whole year
     * @param post held on the last day of the year that the member is here
     * @param asked study hours; null where nothing rigid is asked (ED-09)
     * @param from places in the list of occasions
     */
    record Line(
            String member,
            List<Stay> stays,
            @Nullable String post,
            BigDecimal hours,
            @Nullable Integer asked,
            boolean exempt,
            List<Integer> from) {}

    static StudyYear of(int year, LocalDate today) {
        var last = LocalDate.of(year, 12, 31);
        return new StudyYear(LocalDate.of(year, 1, 1), last.isAfter(today) ? today : last);
    }

    LocalDate last() {
        return LocalDate.of(first.getYear(), 12, 31);
    }

    List<Line> lines(Shape shape, List<Occasion> occasions, Set<String> exempt, Asked asked) {
        var members = new LinkedHashMap<String, List<Membership>>();
        for (var membership : shape.memberships()) {
            if (touches(membership)) {
                members.computeIfAbsent(membership.person(), person -> new ArrayList<>())
                        .add(membership);
            }
        }
        return members.entrySet().stream()
                .map(one -> line(one.getKey(), one.getValue(), shape, occasions, exempt.contains(one.getKey()), asked))
                .toList();
    }

    private Line line(
            String member,
            List<Membership> spells,
            Shape shape,
            List<Occasion> occasions,
            boolean exempt,
            Asked asked) {
        var from = IntStream.range(0, occasions.size())
                .filter(at -> occasions.get(at).members().contains(member))
                .boxed()
                .toList();
        var hours = from.stream().map(at -> occasions.get(at).hours()).reduce(BigDecimal.ZERO, BigDecimal::add);
        var post = post(member, spells, shape);
        return new Line(member, stays(spells), post, hours, exempt ? null : asked.of(post != null), exempt, from);
    }

    /** Whether a day of the year is one of the spell. */
    private boolean touches(Membership spell) {
        var until = spell.until();
        return !first.isAfter(on)
                && !spell.from().isAfter(on)
                && (until == null || until.isAfter(first) && until.isAfter(spell.from()));
    }

    private List<Stay> stays(List<Membership> spells) {
        boolean whole = spells.stream()
                .anyMatch(spell -> !spell.from().isAfter(first)
                        && (spell.until() == null || spell.until().isAfter(last())));
        return whole
                ? List.of()
                : spells.stream()
                        .map(spell -> new Stay(spell.from(), spell.until()))
                        .toList();
    }

    private @Nullable String post(String member, List<Membership> spells, Shape shape) {
        var day = spells.stream().map(this::lastDay).max(LocalDate::compareTo).orElse(on);
        return shape.seatsOn(day).stream()
                .filter(seat -> seat.person().equals(member))
                .map(Seat::post)
                .findFirst()
                .orElse(null);
    }

    private LocalDate lastDay(Membership spell) {
        var until = spell.until();
        return until == null || until.isAfter(on) ? on : until.minusDays(1);
    }
}
