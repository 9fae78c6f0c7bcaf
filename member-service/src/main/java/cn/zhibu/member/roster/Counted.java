package cn.zhibu.member.roster;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of somebody who belonged to a branch on a day, and nothing that says who it is.
 *
 * @param full whether a full member on that day
 */
public record Counted(
        @Nullable String gender,
        @Nullable LocalDate born,
        @Nullable String education,
        @Nullable LocalDate joinedParty,
        boolean full) {

    static Counted of(Person person, Membership spell, LocalDate day) {
        var who = person.identity();
        return new Counted(
                who.gender() == null ? null : who.gender().name(),
                who.born(),
                who.education(),
                spell.joinedParty(),
                spell.fullOnDay(day));
    }
}
