package cn.zhibu.member.roster;

import cn.zhibu.member.roster.RosterService.Listed;
import cn.zhibu.member.roster.RosterService.Shown;
import cn.zhibu.platform.web.Versioned;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How people and their memberships look over HTTP. */
final class MemberViews {

    private MemberViews() {}

    enum Status {
        FULL,
        PROBATIONARY
    }

    /**
     * A line of the roster: nothing that is sealed.
     *
     * @param departedOn first day on which the person no longer belongs to the branch; may lie ahead
     * @param mark what tells a namesake apart
     */
    record Line(
            String id,
            String unit,
            String name,
            Person.@Nullable Gender gender,
            Status status,
            @Nullable LocalDate joinedPartyOn,
            LocalDate from,
            @Nullable LocalDate fullOn,
            @Nullable String group,
            @Nullable LocalDate departedOn,
            Namesakes.@Nullable Mark mark) {

        static Line of(Listed listed, LocalDate day) {
            return of(listed.person(), listed.spell(), listed.mark(), day);
        }

        static Line of(Person person, Membership spell, Namesakes.@Nullable Mark mark, LocalDate day) {
            var standsOn = spell.coversOn(day) ? day : spell.until().minusDays(1);
            return new Line(
                    person.id(),
                    spell.scope().unit(),
                    person.identity().name(),
                    person.identity().gender(),
                    spell.fullOnDay(standsOn) ? Status.FULL : Status.PROBATIONARY,
                    spell.joinedParty(),
                    spell.from(),
                    spell.fullOn(),
                    spell.groupOn(standsOn),
                    spell.ended() ? spell.until() : null,
                    mark);
        }
    }

    /** A spell of membership; {@code until} is its first day that no longer counts. */
    record Spell(
            String id,
            String unit,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable LocalDate joinedPartyOn,
            @Nullable LocalDate fullOn,
            @Nullable String ending) {

        static Spell of(Membership spell) {
            return new Spell(
                    spell.id(),
                    spell.scope().unit(),
                    spell.from(),
                    spell.ended() ? spell.until() : null,
                    spell.joinedParty(),
                    spell.fullOn(),
                    spell.ending());
        }
    }

    /** What was done to the file, of which day it speaks, why, when and by which account. */
    record Done(
            Person.What what,
            String unit,
            @Nullable LocalDate on,
            @Nullable String reason,
            Instant at,
            String by) {

        static Done of(Person.Act act) {
            return new Done(act.what(), act.unit(), act.on(), act.reason(), act.at(), act.by());
        }
    }

    /** A whole file; identity number and phone are masked for everybody but the branch. */
    record View(
            Line member,
            @Nullable LocalDate born,
            @Nullable String identityNumber,
            @Nullable String phone,
            @Nullable String education,
            List<Spell> memberships,
            List<Done> acts,
            long version)
            implements Versioned {

        static View of(Shown shown, LocalDate today) {
            var person = shown.person();
            var version = person.version();
            return new View(
                    Line.of(person, shown.spell(), null, today),
                    person.identity().born(),
                    shown.open().identityNumber(),
                    shown.open().phone(),
                    person.identity().education(),
                    person.memberships().stream().map(Spell::of).toList(),
                    person.acts().stream().map(Done::of).toList(),
                    version == null ? 0 : version);
        }
    }
}
