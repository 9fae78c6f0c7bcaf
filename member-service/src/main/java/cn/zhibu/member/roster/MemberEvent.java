package cn.zhibu.member.roster;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to members. Each carries all spells of the person as they are after it, so that who hears one of them
 * needs no other. No names: a member is an id outside this service.
 */
sealed interface MemberEvent extends DomainEvent {

    /** A spell: {@code until} is the first day on which it no longer holds. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spell(
            String id,
            String unit,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable LocalDate joinedParty,
            @Nullable LocalDate fullOn,
            List<Placed.At> placements) {

        static List<Spell> of(Person person) {
            return person.memberships().stream().map(Spell::of).toList();
        }

        private static Spell of(Membership spell) {
            return new Spell(
                    spell.id(),
                    spell.scope().unit(),
                    spell.from(),
                    spell.ended() ? spell.until() : null,
                    spell.joinedParty(),
                    spell.fullOn(),
                    spell.placements().stream()
                            .map(placement -> new Placed.At(placement.group(), placement.from()))
                            .toList());
        }

        private static String status(Membership spell) {
            return spell.fullOn() == null ? "PROBATIONARY" : "FULL";
        }
    }

    @EventName("member.joined.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Joined(
            String member,
            String unit,
            List<String> ancestors,
            String status,
            LocalDate on,
            @Nullable LocalDate fullOn,
            List<Spell> memberships)
            implements MemberEvent {

        static Joined of(Person person, Membership spell) {
            var scope = spell.scope();
            return new Joined(
                    person.id(),
                    scope.unit(),
                    scope.ancestors(),
                    Spell.status(spell),
                    spell.from(),
                    spell.fullOn(),
                    Spell.of(person));
        }
    }

    @EventName("member.corrected.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Corrected(
            String member,
            String unit,
            List<String> ancestors,
            String status,
            LocalDate on,
            @Nullable LocalDate fullOn,
            List<Spell> memberships)
            implements MemberEvent {

        static Corrected of(Person person, Membership spell) {
            var scope = spell.scope();
            return new Corrected(
                    person.id(),
                    scope.unit(),
                    scope.ancestors(),
                    Spell.status(spell),
                    spell.from(),
                    spell.fullOn(),
                    Spell.of(person));
        }
    }

    /** In another group, or in none, from a day on. */
    @EventName("member.placed.v1")
    record Placed(String member, String unit, List<String> ancestors, List<Spell> memberships) implements MemberEvent {

        @JsonInclude(JsonInclude.Include.NON_NULL)
        record At(@Nullable String group, LocalDate from) {}

        static Placed of(Person person, Membership spell) {
            return new Placed(person.id(), spell.scope().unit(), spell.scope().ancestors(), Spell.of(person));
        }
    }

    @EventName("member.converted.v1")
    record Converted(String member, String unit, List<String> ancestors, LocalDate on, List<Spell> memberships)
            implements MemberEvent {

        static Converted of(Person person, Membership spell, LocalDate on) {
            return new Converted(
                    person.id(), spell.scope().unit(), spell.scope().ancestors(), on, Spell.of(person));
        }
    }

    /** A mistaken conversion was taken back. */
    @EventName("member.conversion-withdrawn.v1")
    record ConversionWithdrawn(String member, String unit, List<String> ancestors, List<Spell> memberships)
            implements MemberEvent {

        static ConversionWithdrawn of(Person person, Membership spell) {
            return new ConversionWithdrawn(
                    person.id(), spell.scope().unit(), spell.scope().ancestors(), Spell.of(person));
        }
    }

    @EventName("member.departed.v1")
    record Departed(String member, String unit, List<String> ancestors, LocalDate on, List<Spell> memberships)
            implements MemberEvent {

        static Departed of(Person person, Membership spell, LocalDate on) {
            return new Departed(person.id(), spell.scope().unit(), spell.scope().ancestors(), on, Spell.of(person));
        }
    }

    /** A mistaken departure was taken back. */
    @EventName("member.departure-withdrawn.v1")
    record DepartureWithdrawn(String member, String unit, List<String> ancestors, List<Spell> memberships)
            implements MemberEvent {

        static DepartureWithdrawn of(Person person, Membership spell) {
            return new DepartureWithdrawn(
                    person.id(), spell.scope().unit(), spell.scope().ancestors(), Spell.of(person));
        }
    }
}
