package cn.zhibu.member.roster;

import static cn.zhibu.member.roster.MemberProblem.*;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.change.Unique;
import cn.zhibu.platform.security.Sealed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A person, once per bureau, with the spells of membership in its branches. Two spells of one person never overlap.
 *
 * @param memberships oldest first, at least one
 * @param reach the ids of all units at or above a branch that a spell speaks of
 * @param uniqueKey keyed digest of the identity number, or the person's own id where none is known
 * @param bigrams pieces of the name that search finds
 * @param acts what was done to the file, newest last, at most 100
 */
@Document("persons")
@CompoundIndexes({
    @CompoundIndex(name = "named", def = "{'bigrams': 1, 'identity.name': 1, '_id': 1}"),
    @CompoundIndex(name = "below", def = "{'reach': 1, 'identity.name': 1, '_id': 1}"),
    @CompoundIndex(name = "spell", def = "{'memberships._id': 1}"),
    @CompoundIndex(name = "identity", def = "{'uniqueKey': 1}", unique = true)
})
@Unique(index = "identity", field = "/identityNumber", refusal = MemberProblem.class, as = "IDENTITY_NUMBER_KNOWN")
record Person(
        @Id String id,
        Identity identity,
        List<Membership> memberships,
        List<String> reach,
        String uniqueKey,
        List<String> bigrams,
        List<Act> acts,
        @Version @Nullable Long version)
        implements Scoped {

    private static final int ACTS_KEPT = 100;

    enum Gender {
        FEMALE,
        MALE
    }

    /** Who it is. Sealed fields can be read only with the bureau's key. */
    record Identity(
            String name,
            @Nullable Gender gender,
            @Nullable LocalDate born,
            @Nullable Sealed identityNumber,
            @Nullable Sealed phone,
            @Nullable String education) {}

    enum What {
        JOINED,
        CORRECTED,
        PLACED,
        CONVERTED,
        CONVERSION_WITHDRAWN,
        DEPARTED,
        DEPARTURE_WITHDRAWN,
        TRANSFERRED
    }

    /** What was done, of which day it speaks, why, when and by whom. */
    record Act(
            What what,
            String unit,
            @Nullable LocalDate on,
            @Nullable String reason,
            Instant at,
            String by) {}

    /** Who acts, when, and why where a reason is asked for. */
    record Stamp(String by, Instant at, @Nullable String reason) {

        Act act(What what, Membership membership, @Nullable LocalDate on) {
            return new Act(what, membership.scope().unit(), on, reason, at, by);
        }
    }

    static Change<Person> enter(String id, Identity identity, String uniqueKey, Membership first, Stamp stamp) {
        Spells.checkBirth(identity, List.of(first));
        var person = new Person(
                id,
                identity,
                List.of(first),
                Spells.reach(List.of(first)),
                uniqueKey,
                Bigrams.of(identity.name()),
                List.of(stamp.act(What.JOINED, first, first.from())),
                null);
        return Change.of(person, MemberEvent.Joined.of(person, first));
    }

    /** Joins a branch again, this one or another. */
    Change<Person> rejoin(Identity again, String key, Membership next, Stamp stamp) {
        for (var other : memberships) {
            if (other.overlaps(next)) {
                throw ACTIVE_ELSEWHERE.at("/from", other.from(), other.ended() ? other.until() : "…");
            }
        }
        var all = new ArrayList<>(memberships);
        all.add(next);
        var person = with(again, key, all, stamp.act(What.JOINED, next, next.from()));
        return Change.of(person, MemberEvent.Joined.of(person, next));
    }

    /** Corrects who it is and the dates of one spell. */
    Change<Person> correct(
            Identity corrected, String key, String membership, UnaryOperator<Membership> dates, Stamp stamp) {
        var old = membership(membership).orElseThrow(() -> MEMBERSHIP_NOT_FOUND.of(membership));
        var next = dates.apply(old);
        var all = Spells.corrected(memberships, next);
        for (var other : all) {
            if (!other.id().equals(next.id()) && other.overlaps(next)) {
                throw ACTIVE_ELSEWHERE.at("/from", other.from(), other.ended() ? other.until() : "…");
            }
        }
        var person = with(corrected, key, all, stamp.act(What.CORRECTED, next, next.from()));
        return Change.of(person, MemberEvent.Corrected.of(person, next)).because(stamp.reason());
    }

    /** In another group, or in none, from a day on. */
    Change<Person> place(@Nullable String group, LocalDate on, Stamp stamp) {
        var current = spellOn(on).placed(group, on);
        var person = with(current, stamp.act(What.PLACED, current, on));
        return Change.of(person, MemberEvent.Placed.of(person, current)).because(stamp.reason());
    }

    /** A probationary member becomes a full one. */
    Change<Person> convert(LocalDate on, Stamp stamp) {
        var current = spellOn(on);
        if (current.fullOn() != null) {
            throw NOT_PROBATIONARY.at("/on", current.fullOn());
        }
        var joined = current.joinedParty();
        if (joined != null && on.isBefore(joined)) {
            throw BEFORE_JOINING.at("/on", joined);
        }
        var next = current.full(on);
        var person = with(next, stamp.act(What.CONVERTED, next, on));
        return Change.of(person, MemberEvent.Converted.of(person, next, on)).because(stamp.reason());
    }

    /** Takes a mistaken conversion back: on probation again. */
    Change<Person> withdrawConversion(Stamp stamp) {
        var last = last();
        if (last.fullOn() == null) {
            throw NOT_CONVERTED.of(id);
        }
        var next = last.full(null);
        var person = with(next, stamp.act(What.CONVERSION_WITHDRAWN, next, last.fullOn()));
        return Change.of(person, MemberEvent.ConversionWithdrawn.of(person, next))
                .because(stamp.reason());
    }

    /** Leaves the branch from a day on, which may lie ahead. */
    Change<Person> depart(LocalDate on, Stamp stamp) {
        var next = leaving(on).ending(on, stamp.reason());
        var person = with(next, stamp.act(What.DEPARTED, next, on));
        return Change.of(person, MemberEvent.Departed.of(person, next, on)).because(stamp.reason());
    }

    /** Takes back the joining that was done last: the spell holds on no day. Anything done since keeps it. */
    Change<Person> takeBack(String spell, Stamp stamp) {
        var last = last();
        if (!last.id().equals(spell)
                || last.ended()
                || acts.get(acts.size() - 1).what() != What.JOINED) {
            return Change.of(this);
        }
        var none = last.ending(last.from(), stamp.reason());
        var person = with(none, stamp.act(What.DEPARTED, none, none.from()));
        var left = MemberEvent.Departed.of(person, none, none.from());
        return Change.of(person, left).because(stamp.reason());
    }

    /**
     * From one branch into another on one day (ED-14): the spell ends and the next one begins in one write. Said again, it is done
     * already.
     */
    Change<Person> move(String spell, String next, Scope to, LocalDate on, Stamp stamp) {
        if (membership(next).isPresent()) {
            return Change.of(this);
        }
        refuseUnlessIn(spell);
        var ended = leaving(on).ending(on, null);
        var begun = ended.continued(next, to, on);
        var all = new ArrayList<>(Spells.with(memberships, ended));
        all.add(begun);
        var person = with(identity, uniqueKey, all, stamp.act(What.TRANSFERRED, begun, on));
        return Change.of(person, MemberEvent.Departed.of(person, ended, on), MemberEvent.Joined.of(person, begun));
    }

    /** Left for an organisation outside on that day (ED-14). Said again, it is done already. */
    Change<Person> leave(String spell, LocalDate on, Stamp stamp) {
        if (membership(spell).filter(Membership::ended).isPresent()) {
            return Change.of(this);
        }
        refuseUnlessIn(spell);
        var ended = leaving(on).ending(on, null);
        var person = with(ended, stamp.act(What.TRANSFERRED, ended, on));
        return Change.of(person, MemberEvent.Departed.of(person, ended, on));
    }

    /** Refuses what a transfer on that day would be refused. */
    void refuseUnlessMovable(String spell, LocalDate on) {
        refuseUnlessIn(spell);
        leaving(on);
    }

    private void refuseUnlessIn(String spell) {
        if (!last().id().equals(spell) || last().ended()) {
            throw MEMBER_MOVED_ON.at("/on", last().ended() ? last().until() : last().from());
        }
    }

    /** Takes a mistaken departure back, as long as the person has not joined another branch since. */
    Change<Person> withdrawDeparture(Stamp stamp) {
        var last = last();
        if (!last.ended()) {
            throw NOT_DEPARTED.of(id);
        }
        var next = last.ending(Membership.OPEN, null);
        var person = with(next, stamp.act(What.DEPARTURE_WITHDRAWN, next, last.until()));
        return Change.of(person, MemberEvent.DepartureWithdrawn.of(person, next))
                .because(stamp.reason());
    }

    /** The newest spell, if it can end on that day. */
    private Membership leaving(LocalDate on) {
        var last = last();
        if (last.ended()) {
            throw MEMBER_DEPARTED.at("/on", last.until());
        }
        if (!on.isAfter(last.from())) {
            throw BEFORE_JOINING.at("/on", last.from());
        }
        var full = last.fullOn();
        if (full != null && !on.isAfter(full)) {
            throw LEAVES_BEFORE_FULL.at("/on", full);
        }
        return last;
    }

    /** The newest spell; one that was taken back only where there is no other. */
    Membership last() {
        return Spells.last(memberships);
    }

    Optional<Membership> membership(String wanted) {
        return memberships.stream().filter(spell -> spell.id().equals(wanted)).findFirst();
    }

    /** The branch of the newest spell: who keeps the file. */
    @Override
    public Scope scope() {
        return last().scope();
    }

    private Membership spellOn(LocalDate on) {
        var last = last();
        if (on.isBefore(last.from())) {
            throw BEFORE_JOINING.at("/on", last.from());
        }
        if (!last.coversOn(on)) {
            throw MEMBER_DEPARTED.at("/on", last.until());
        }
        return last;
    }

    private Person with(Membership next, Act act) {
        return with(identity, uniqueKey, Spells.with(memberships, next), act);
    }

    private Person with(Identity who, String key, List<Membership> all, Act act) {
        Spells.checkBirth(who, all);
        var sorted = all.stream().sorted(Comparator.comparing(Membership::from)).toList();
        var done = new ArrayList<>(acts.subList(Math.max(0, acts.size() - ACTS_KEPT + 1), acts.size()));
        done.add(act);
        return new Person(
                id, who, sorted, Spells.reach(sorted), key, Bigrams.of(who.name()), List.copyOf(done), version);
    }
}
