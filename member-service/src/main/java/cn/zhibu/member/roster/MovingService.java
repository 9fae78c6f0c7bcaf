package cn.zhibu.member.roster;

import static cn.zhibu.member.roster.MemberProblem.MEMBER_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.ADMINISTER;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.member.roster.Membership.Dates;
import cn.zhibu.member.roster.Person.Identity;
import cn.zhibu.member.roster.Person.Stamp;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * What transfers do to the roster (ED-13 to ED-15). That the caller may do it was decided by the transfer; said again, it is
 * done already, because the spell that begins has an id that is known before.
 */
@Service
public class MovingService {

    private final Persons persons;
    private final MemberFiles files;
    private final Changes changes;
    private final Clock clock;

    MovingService(Persons persons, MemberFiles files, Changes changes, Clock clock) {
        this.persons = persons;
        this.files = files;
        this.changes = changes;
        this.clock = clock;
    }

    /** A member whose branch the caller writes for. */
    public Mono<Mover> own(String member, Caller caller) {
        return persons.findById(member)
                .filter(person -> caller.may(ENTER, person.scope()) || caller.may(ADMINISTER, person.scope()))
                .map(Mover::of);
    }

    /** Somebody whose file the caller can see, wherever the person belongs now. */
    public Mono<Mover> seen(String member, Caller caller) {
        return persons.findById(member)
                .filter(person -> person.memberships().stream().anyMatch(spell -> caller.may(READ, spell.scope())))
                .map(Mover::of);
    }

    /** Whoever has this identity number and this name; who does not know both is told of nobody. */
    public Mono<Mover> known(String identityNumber, String name) {
        return files.keyOf(identityNumber)
                .flatMap(persons::findByUniqueKey)
                .filter(person -> Bigrams.of(person.identity().name()).equals(Bigrams.of(name)))
                .map(Mover::of);
    }

    /** Somebody of whom a transfer speaks already. */
    public Mono<Mover> of(String member) {
        return persons.findById(member).map(Mover::of);
    }

    /** Refuses what {@link #move} and {@link #leave} would refuse, and writes nothing. */
    public Mono<Void> check(String member, String spell, LocalDate on) {
        return persons.findById(member)
                .switchIfEmpty(Mono.error(() -> MEMBER_NOT_FOUND.of(member)))
                .doOnNext(person -> person.refuseUnlessMovable(spell, on))
                .then();
    }

    /** From the spell into a branch, on that day: one write. */
    public Mono<Void> move(String member, String spell, String next, Scope to, LocalDate on, Caller caller) {
        return changes.on(Person.class, member)
                .visible(person -> true, () -> MEMBER_NOT_FOUND.of(member))
                .decide(person -> person.move(spell, next, to, on, stamp(caller)))
                .then();
    }

    /** Out of the spell, to an organisation outside. */
    public Mono<Void> leave(String member, String spell, LocalDate on, Caller caller) {
        return changes.on(Person.class, member)
                .visible(person -> true, () -> MEMBER_NOT_FOUND.of(member))
                .decide(person -> person.leave(spell, on, stamp(caller)))
                .then();
    }

    /** Into a branch, from an organisation outside. */
    public Mono<Void> arrive(Arrival arrival, Scope branch, Caller caller) {
        var dates = new Dates(arrival.on(), arrival.joinedParty(), arrival.fullOn(), arrival.full());
        var first = Membership.begin(arrival.spell(), branch, dates, null);
        return changes.on(Person.class, arrival.file())
                .decideOr(
                        person -> person.membership(arrival.spell()).isPresent()
                                ? Change.of(person)
                                : person.rejoin(person.identity(), person.uniqueKey(), first, stamp(caller)),
                        () -> entered(arrival, first, caller))
                .then();
    }

    private Mono<Change<Person>> entered(Arrival arrival, Membership first, Caller caller) {
        var who = new Identity(arrival.name(), null, arrival.born(), null, null, null);
        return files.seal(arrival.file(), null, null, null)
                .map(closed -> Person.enter(arrival.file(), who, closed.uniqueKey(), first, stamp(caller)));
    }

    private Stamp stamp(Caller caller) {
        return new Stamp(caller.account(), clock.instant(), null);
    }
}
