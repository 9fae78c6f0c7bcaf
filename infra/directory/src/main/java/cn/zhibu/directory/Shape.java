package cn.zhibu.directory;

import cn.zhibu.directory.Committee.Seat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a branch looked like through time: every question names a day, and is answered here and nowhere else. */
public record Shape(Unit unit, List<Committee> committees, List<Group> groups, List<Membership> memberships) {

    private static final int UNIT = 4;

    public Shape {
        committees = committees.stream()
                .sorted(Comparator.comparing(Committee::on).thenComparing(Committee::id))
                .toList();
        groups = groups.stream()
                .sorted(Comparator.comparing(Group::from).thenComparing(Group::id))
                .toList();
        memberships = memberships.stream()
                .sorted(Comparator.comparing(Membership::from).thenComparing(Membership::id))
                .toList();
    }

    /** What it takes in memory, in memberships; a unit alone counts for a few. */
    int weight() {
        return UNIT + memberships.size() + committees.size() + groups.size();
    }

    /** The ids of those who belong to the branch on the day. */
    public Set<String> membersOn(LocalDate day) {
        return persons(membership -> membership.coversOn(day));
    }

    /** The ids of those who may vote on the day: full members (EL-04). */
    public Set<String> votersOn(LocalDate day) {
        return persons(membership -> membership.fullOn(day));
    }

    public long fullMembersOn(LocalDate day) {
        return votersOn(day).size();
    }

    /** The ids of those who belong to one of these groups on the day. */
    public Set<String> membersOfGroups(Set<String> wanted, LocalDate day) {
        return persons(membership -> {
            var group = membership.groupOn(day);
            return group != null && wanted.contains(group);
        });
    }

    /** The committee in office on the day, or the secretary where there is none. */
    public Optional<Committee> committeeIn(LocalDate day) {
        return committees.stream()
                .filter(committee -> !committee.on().isAfter(day))
                .reduce((one, later) -> later);
    }

    /** Whether there is a committee on the day; a secretary alone is none (BR-14). */
    public boolean committeeOn(LocalDate day) {
        return committeeIn(day).filter(Committee::isCommittee).isPresent();
    }

    /** The posts held on the day, by members of the branch. */
    public List<Seat> seatsOn(LocalDate day) {
        var members = membersOn(day);
        return committeeIn(day)
                .map(committee -> committee.seats().stream()
                        .filter(seat -> seat.heldOn(day) && members.contains(seat.person()))
                        .toList())
                .orElse(List.of());
    }

    public Set<String> seatedOn(LocalDate day) {
        return seatsOn(day).stream().map(Seat::person).collect(Collectors.toCollection(TreeSet::new));
    }

    public List<Group> groupsOn(LocalDate day) {
        return groups.stream().filter(group -> group.aliveOn(day)).toList();
    }

    /** The next committee after this one. */
    public Optional<Committee> after(Committee committee) {
        return committees.stream()
                .filter(other -> other.on().isAfter(committee.on()))
                .findFirst();
    }

    /** The stretches with at least so many full members, from the day the branch began. */
    public List<Stretch> stretchesWithFullMembers(int atLeast) {
        var days = new TreeSet<LocalDate>();
        for (var membership : memberships) {
            var from = membership.countsFrom();
            if (from != null) {
                days.add(notBeforeTheBranch(from));
                var until = membership.until();
                if (until != null) {
                    days.add(notBeforeTheBranch(until));
                }
            }
        }
        var stretches = new ArrayList<Stretch>();
        @Nullable LocalDate since = null;
        for (var day : days) {
            var enough = fullMembersOn(day) >= atLeast;
            if (enough && since == null) {
                since = day;
            } else if (!enough && since != null) {
                stretches.add(new Stretch(since, day));
                since = null;
            }
        }
        if (since != null) {
            stretches.add(new Stretch(since, null));
        }
        return stretches;
    }

    private LocalDate notBeforeTheBranch(LocalDate day) {
        return day.isBefore(unit.from()) ? unit.from() : day;
    }

    private Set<String> persons(Predicate<Membership> test) {
        return memberships.stream().filter(test).map(Membership::person).collect(Collectors.toCollection(TreeSet::new));
    }
}
