package cn.zhibu.member.roster;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's own file, opened for that person alone.
 *
 * @param gender FEMALE or MALE
 * @param spells oldest first
 */
public record OwnFile(
        String id,
        String name,
        @Nullable String gender,
        @Nullable LocalDate born,
        @Nullable String identityNumber,
        @Nullable String phone,
        @Nullable String education,
        List<Stay> spells) {

    /** A spell of membership; {@code until} is its first day that no longer counts. */
    public record Stay(
            String unit,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable LocalDate joinedParty,
            @Nullable LocalDate fullOn,
            @Nullable String ending) {}

    static OwnFile of(Person person, MemberFiles.OpenFields open) {
        var who = person.identity();
        return new OwnFile(
                person.id(),
                who.name(),
                who.gender() == null ? null : who.gender().name(),
                who.born(),
                open.identityNumber(),
                open.phone(),
                who.education(),
                person.memberships().stream()
                        .map(spell -> new Stay(
                                spell.scope().unit(),
                                spell.from(),
                                spell.ended() ? spell.until() : null,
                                spell.joinedParty(),
                                spell.fullOn(),
                                spell.ending()))
                        .toList());
    }
}
