package cn.zhibu.member.roster;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That somebody belonged to a branch.
 *
 * @param until first day on which it no longer holds; far ahead while nothing ends it
 * @param fullOn since when as a full member; null on probation
 */
public record Spell(
        String member,
        LocalDate from,
        LocalDate until,
        @Nullable LocalDate fullOn) {

    public boolean coversOn(LocalDate day) {
        return !from.isAfter(day) && until.isAfter(day);
    }

    public boolean fullOnDay(LocalDate day) {
        return coversOn(day) && fullOn != null && !fullOn.isAfter(day);
    }

    /** Whether nothing ends it. */
    public boolean open() {
        return Membership.OPEN.equals(until);
    }
}
