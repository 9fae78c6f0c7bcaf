package cn.zhibu.member.roster;

import static cn.zhibu.member.roster.MemberProblem.*;

import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dated spell of a person in a branch, with dated standing.
 *
 * @param from day of joining this branch
 * @param until first day on which the person no longer belongs to it; {@link #OPEN} while nothing ends it
 * @param joinedParty day of joining the Party, on which probation begins
 * @param fullOn day of becoming a full member; null on probation. Only full members vote and count to BR-01 and BR-14
 * @param placements the groups the person was placed in, oldest first
 * @param ending why it ended
 * @param follows id of the spell that it goes on from by a transfer: that one's last day and the first of this are one
 */
record Membership(
        String id,
        Scope scope,
        LocalDate from,
        LocalDate until,
        @Nullable LocalDate joinedParty,
        @Nullable LocalDate fullOn,
        List<Placement> placements,
        @Nullable String ending,
        @Nullable String follows) {

    /** Stands for "not ended", so that a store can ask for the spells of a day by range. */
    static final LocalDate OPEN = LocalDate.of(9999, 12, 31);

    /** From a day on in a group, or in none. */
    record Placement(@Nullable String group, LocalDate from) {}

    /** The dates of a spell as they are typed. */
    record Dates(
            LocalDate from,
            @Nullable LocalDate joinedParty,
            @Nullable LocalDate fullOn,
            boolean full) {}

    static Membership begin(String id, Scope branch, Dates dates, @Nullable String group) {
        var placed = group == null ? List.<Placement>of() : List.of(new Placement(group, dates.from()));
        return new Membership(id, branch, dates.from(), OPEN, null, null, placed, null, null).dated(dates);
    }

    /** The same spell with other dates, if they can be true together. */
    Membership dated(Dates dates) {
        var joined = dates.joinedParty();
        var full = dates.fullOn();
        if (!dates.full() && full != null) {
            throw FULL_DATE_OF_PROBATIONARY.at("/fullOn");
        }
        if (dates.full() && full == null) {
            full = dates.from(); // came as a full member: one since the day of joining at the latest
        }
        if (joined != null && dates.from().isBefore(joined)) {
            throw BRANCH_BEFORE_PARTY.at("/from", joined);
        }
        if (joined != null && full != null && full.isBefore(joined)) {
            throw FULL_BEFORE_JOINING.at("/fullOn", joined);
        }
        if (!until.isAfter(dates.from())) {
            throw AFTER_LEAVING.at("/from", until);
        }
        if (full != null && !full.isBefore(until)) {
            throw AFTER_LEAVING.at("/fullOn", until);
        }
        return new Membership(id, scope, dates.from(), until, joined, full, placements, ending, follows);
    }

    boolean ended() {
        return !OPEN.equals(until);
    }

    boolean coversOn(LocalDate day) {
        return !from.isAfter(day) && until.isAfter(day);
    }

    boolean fullOnDay(LocalDate day) {
        return fullOn != null && !fullOn.isAfter(day);
    }

    /** It was taken back: it holds on no day. */
    boolean none() {
        return from.equals(until);
    }

    boolean overlaps(Membership other) {
        return !none() && !other.none() && from.isBefore(other.until) && other.from.isBefore(until);
    }

    @Nullable
    String groupOn(LocalDate day) {
        @Nullable String group = null;
        for (var placement : placements) {
            if (!placement.from().isAfter(day)) {
                group = placement.group();
            }
        }
        return group;
    }

    Membership full(@Nullable LocalDate on) {
        return new Membership(id, scope, from, until, joinedParty, on, placements, ending, follows);
    }

    Membership ending(LocalDate on, @Nullable String reason) {
        return new Membership(id, scope, from, on, joinedParty, fullOn, placements, reason, follows);
    }

    /** The same person goes on in another branch, with the standing that was reached. */
    Membership continued(String next, Scope branch, LocalDate on) {
        return new Membership(next, branch, on, OPEN, joinedParty, fullOn, List.of(), null, id);
    }

    /** Where the day of a transfer was corrected in the spell before. */
    Membership begun(LocalDate on) {
        if (!until.isAfter(on)) {
            throw AFTER_LEAVING.at("/until", until);
        }
        return new Membership(id, scope, on, until, joinedParty, fullOn, placements, ending, follows);
    }

    /** In another group, or in none, from a day on; what was placed later goes. */
    Membership placed(@Nullable String group, LocalDate on) {
        var kept = new ArrayList<>(placements);
        kept.removeIf(placement -> !placement.from().isBefore(on));
        kept.add(new Placement(group, on));
        kept.sort(Comparator.comparing(Placement::from));
        return new Membership(id, scope, from, until, joinedParty, fullOn, List.copyOf(kept), ending, follows);
    }
}
