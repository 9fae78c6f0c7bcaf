package cn.zhibu.member.post;

import cn.zhibu.member.roster.Spell;
import cn.zhibu.member.term.Sitting;
import cn.zhibu.member.term.Sitting.Seat;
import cn.zhibu.rules.PostRules;
import cn.zhibu.rules.PostRules.Counted;
import cn.zhibu.rules.PostRules.Setup;
import cn.zhibu.rules.PostRules.Threshold;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The posts of a branch through time: every question names a day.
 *
 * @param from first day of the branch
 * @param until first day on which it is closed
 * @param sittings its committees, and secretaries where there was none
 */
record Posts(LocalDate from, @Nullable LocalDate until, List<Sitting> sittings, List<Spell> spells, PostRules rules) {

    static final String SECRETARY = "SECRETARY";

    private static final Comparator<Sitting> OLDEST =
            Comparator.comparing(Sitting::on).thenComparing(Sitting::id);

    Posts {
        sittings = sittings.stream().sorted(OLDEST).toList();
    }

    /** A post that somebody has to hold and nobody does; since the beginning of what is known where no day is given. */
    record Lack(String post, @Nullable LocalDate since) {}

    /** On which side of a threshold the branch is, and since when; always where no day is given. */
    record Side(
            Threshold threshold,
            boolean reached,
            long members,
            @Nullable LocalDate since) {}

    boolean openOn(LocalDate day) {
        return until == null || until.isAfter(day);
    }

    long fullMembers(LocalDate day) {
        return persons(spell -> spell.fullOnDay(day));
    }

    long members(LocalDate day) {
        return persons(spell -> spell.coversOn(day));
    }

    Setup setup(LocalDate day) {
        return rules.setup(fullMembers(day));
    }

    /** In office on the day: until the next one is there, even after its term. */
    Optional<Sitting> sitting(LocalDate day) {
        return sittings.stream().filter(each -> !each.on().isAfter(day)).reduce((one, later) -> later);
    }

    /** Seats that are held on the day, by those who belong to the branch then. */
    List<Seat> held(LocalDate day) {
        return sitting(day).map(Sitting::seats).orElse(List.of()).stream()
                .filter(seat -> seat.heldOn(day) && belongs(seat.member(), day))
                .toList();
    }

    /** Who is secretary on the day. */
    Set<String> secretaries(LocalDate day) {
        return held(day).stream()
                .filter(seat -> seat.post().equals(SECRETARY))
                .map(Seat::member)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is vacant on the day (BR-15), in the order of the rule, with the day since which it is. */
    List<Lack> lacks(LocalDate day) {
        return openOn(day)
                ? missing(day).stream()
                        .map(post ->
                                new Lack(post, since(day, then -> missing(then).contains(post))))
                        .toList()
                : List.of();
    }

    List<Side> sides(LocalDate day) {
        return rules.thresholds().stream()
                .map(threshold -> {
                    var reached = reached(threshold, day);
                    return new Side(
                            threshold,
                            reached,
                            counted(threshold, day),
                            since(day, then -> reached(threshold, then) == reached));
                })
                .toList();
    }

    /** The next day on which anything of this changes by what is known today; empty where nothing does. */
    Optional<LocalDate> next(LocalDate today) {
        return Optional.ofNullable(days().higher(today));
    }

    private List<String> missing(LocalDate day) {
        var held = held(day).stream().map(Seat::post).collect(Collectors.toSet());
        return setup(day).posts().stream().filter(post -> !held.contains(post)).toList();
    }

    private boolean reached(Threshold threshold, LocalDate day) {
        return counted(threshold, day) >= threshold.reached();
    }

    private long counted(Threshold threshold, LocalDate day) {
        return threshold.counts() == Counted.FULL ? fullMembers(day) : members(day);
    }

    /** The first day of the stretch without a break up to the day; null where it goes back to the beginning. */
    private @Nullable LocalDate since(LocalDate day, Predicate<LocalDate> holds) {
        @Nullable LocalDate first = null;
        for (var then : days().headSet(day, true).descendingSet()) {
            if (!holds.test(then)) {
                return first;
            }
            first = then;
        }
        return null;
    }

    /** Every day on which something changes, from the first of the branch on. */
    private TreeSet<LocalDate> days() {
        var days = new TreeSet<LocalDate>();
        days.add(from);
        for (var spell : spells) {
            add(days, spell.from());
            add(days, spell.open() ? null : spell.until());
            add(days, spell.fullOn());
        }
        for (var each : sittings) {
            add(days, each.on());
            for (var seat : each.seats()) {
                add(days, seat.from());
                add(days, seat.until());
            }
        }
        add(days, until);
        return days;
    }

    private void add(TreeSet<LocalDate> days, @Nullable LocalDate day) {
        if (day != null && day.isAfter(from)) {
            days.add(day);
        }
    }

    private boolean belongs(String member, LocalDate day) {
        return spells.stream().anyMatch(spell -> spell.member().equals(member) && spell.coversOn(day));
    }

    private long persons(Predicate<Spell> test) {
        return spells.stream().filter(test).map(Spell::member).distinct().count();
    }
}
