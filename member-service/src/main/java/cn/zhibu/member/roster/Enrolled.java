package cn.zhibu.member.roster;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on the roster of a day, with what a list of members may say.
 *
 * @param full whether a full member on that day
 * @param fullOn null where it is later than that day
 * @param identityNumber masked as in the file; null where it was not asked for or is not known, as with the telephone
 * @param unmasked whether these two may be read as they are
 */
public record Enrolled(
        String id,
        String name,
        @Nullable String gender,
        @Nullable LocalDate born,
        @Nullable String education,
        boolean full,
        @Nullable LocalDate joinedParty,
        LocalDate from,
        @Nullable LocalDate fullOn,
        @Nullable String group,
        @Nullable String identityNumber,
        @Nullable String phone,
        boolean unmasked) {

    static Enrolled of(Person person, Membership spell, LocalDate day, MemberFiles.OpenFields open, boolean unmasked) {
        var who = person.identity();
        var full = spell.fullOnDay(day);
        return new Enrolled(
                person.id(),
                who.name(),
                who.gender() == null ? null : who.gender().name(),
                who.born(),
                who.education(),
                full,
                spell.joinedParty(),
                spell.from(),
                full ? spell.fullOn() : null,
                spell.groupOn(day),
                open.identityNumber(),
                open.phone(),
                unmasked);
    }
}
