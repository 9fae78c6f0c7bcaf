package cn.zhibu.member.roster;

import static cn.zhibu.member.roster.MemberProblem.*;
import static cn.zhibu.platform.security.Capability.ADMINISTER;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.member.organisation.Place;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.MemberFiles.SealedFields;
import cn.zhibu.member.roster.Membership.Dates;
import cn.zhibu.member.roster.Person.Identity;
import cn.zhibu.member.roster.Person.Stamp;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.process.problem.FieldFault;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for persons and their memberships. A branch keeps its own roster; the administrator may help. */
@Service
public class MemberService {

    /**
     * What was typed into a file, before it is sealed.
     *
     * @param confirmed birth and sex are meant as typed, though the identity number says otherwise
     */
    record Draft(
            Identity identity,
            @Nullable String identityNumber,
            @Nullable String phone,
            Dates dates,
            @Nullable String group,
            boolean confirmed) {}

    private final Persons persons;
    private final MemberFiles files;
    private final UnitService units;
    private final Changes changes;
    private final Clock clock;

    MemberService(Persons persons, MemberFiles files, UnitService units, Changes changes, Clock clock) {
        this.persons = persons;
        this.files = files;
        this.units = units;
        this.changes = changes;
        this.clock = clock;
    }

    /** Enters somebody, or lets somebody who is known by the identity number and belongs nowhere join again. */
    Mono<Person> join(String unit, Draft draft, Caller caller) {
        return branch(unit, draft.dates().from(), caller)
                .flatMap(place -> groupOf(place, draft.group(), draft.dates().from(), caller)
                        .then(Mono.fromRunnable(() -> ask(draft)))
                        .then(changes.newId())
                        .flatMap(id -> files.keyOf(draft.identityNumber())
                                .flatMap(persons::findByUniqueKey)
                                .filter(known -> !known.id().equals(id))
                                .flatMap(known -> joinAgain(known, place, draft, caller))
                                .switchIfEmpty(Mono.defer(() -> enter(id, place, draft, caller)))));
    }

    private Mono<Person> enter(String id, Place place, Draft draft, Caller caller) {
        return files.seal(id, null, draft.identityNumber(), draft.phone())
                .map(closed -> Person.enter(
                        id,
                        identity(draft, closed),
                        closed.uniqueKey(),
                        Membership.begin(id, place.scope(), draft.dates(), draft.group()),
                        stamp(null, caller)))
                .flatMap(changes::save);
    }

    private Mono<Person> joinAgain(Person known, Place place, Draft draft, Caller caller) {
        if (!Bigrams.of(known.identity().name())
                .equals(Bigrams.of(draft.identity().name()))) {
            return Mono.error(OTHER_NAME_KNOWN.at("/name"));
        }
        return changes.newId()
                .flatMap(spell -> changes.on(Person.class, known.id())
                        .decideWith(person -> files.seal(person.id(), person, draft.identityNumber(), draft.phone())
                                .map(closed -> {
                                    var next = Membership.begin(spell, place.scope(), draft.dates(), draft.group());
                                    if (person.memberships().stream().anyMatch(next::overlaps)) {
                                        throw IDENTITY_NUMBER_KNOWN.at("/identityNumber");
                                    }
                                    return person.rejoin(
                                            identity(draft, closed), closed.uniqueKey(), next, stamp(null, caller));
                                })));
    }

    /** Somebody whose file the caller can see joins a branch of the caller's again. */
    Mono<Person> rejoin(String id, String unit, Dates dates, @Nullable String group, Caller caller) {
        return branch(unit, dates.from(), caller)
                .flatMap(place -> groupOf(place, group, dates.from(), caller)
                        .then(changes.newId())
                        .flatMap(spell -> changes.on(Person.class, id)
                                .visible(person -> seen(person, caller), () -> MEMBER_NOT_FOUND.of(id))
                                .decide(person -> person.rejoin(
                                        person.identity(),
                                        person.uniqueKey(),
                                        Membership.begin(spell, place.scope(), dates, group),
                                        stamp(null, caller)))));
    }

    /** Corrects who it is and the dates of the newest spell. */
    Mono<Person> correct(String id, Draft draft, String reason, Caller caller) {
        if (reason.isBlank()) {
            return Mono.error(REASON_MISSING.at("/reason"));
        }
        return openOn(id, draft.dates().from(), caller).then(writing(id, caller).decideWith(person -> {
            var before = caller.may(ENTER, person.scope()) ? null : person;
            ask(draft);
            return files.seal(id, before, draft.identityNumber(), draft.phone())
                    .map(closed -> person.correct(
                            identity(draft, closed),
                            closed.uniqueKey(),
                            person.last().id(),
                            spell -> spell.dated(draft.dates()),
                            stamp(reason, caller)));
        }));
    }

    /** Corrects the dates of one spell; of one that has ended its last day too. */
    Mono<Person> correctSpell(
            String id, String spell, Dates dates, @Nullable LocalDate until, String reason, Caller caller) {
        if (reason.isBlank()) {
            return Mono.error(REASON_MISSING.at("/reason"));
        }
        return changes.on(Person.class, id)
                .visible(
                        person -> person.membership(spell)
                                .filter(found -> writes(found.scope(), caller))
                                .isPresent(),
                        () -> MEMBERSHIP_NOT_FOUND.of(spell))
                .decide(person -> person.correct(
                        person.identity(),
                        person.uniqueKey(),
                        spell,
                        found -> (until == null || !found.ended() ? found : found.ending(until, found.ending()))
                                .dated(dates),
                        stamp(reason, caller)));
    }

    Mono<Person> place(String id, @Nullable String group, LocalDate on, Caller caller) {
        return persons.findById(id)
                .filter(person -> writes(person.scope(), caller))
                .flatMap(person -> units.place(person.scope().unit(), READ, caller))
                .flatMap(branch -> groupOf(branch, group, on, caller))
                .then(act(id, caller, (person, stamp) -> person.place(group, on, stamp), null));
    }

    Mono<Person> convert(String id, LocalDate on, Caller caller) {
        return act(id, caller, (person, stamp) -> person.convert(on, stamp), null);
    }

    Mono<Person> withdrawConversion(String id, String reason, Caller caller) {
        return act(id, caller, Person::withdrawConversion, reason);
    }

    Mono<Person> depart(String id, LocalDate on, String reason, Caller caller) {
        return act(id, caller, (person, stamp) -> person.depart(on, stamp), reason);
    }

    Mono<Person> withdrawDeparture(String id, String reason, Caller caller) {
        return act(id, caller, Person::withdrawDeparture, reason);
    }

    /** The ids of those who belong to a branch on a day, for the other features. */
    public Mono<Set<String>> membersOn(String branch, LocalDate day) {
        return persons.findStaying(Set.of(branch), day)
                .filter(person -> person.memberships().stream()
                        .anyMatch(spell -> spell.scope().unit().equals(branch) && spell.coversOn(day)))
                .map(Person::id)
                .collect(Collectors.toSet());
    }

    /** How many would still belong to a branch at or below a unit on a day. */
    public Mono<Long> staying(String unit, LocalDate day) {
        return persons.findStaying(Set.of(unit), day)
                .filter(person -> person.memberships().stream()
                        .anyMatch(spell -> spell.scope().ancestors().contains(unit)
                                && spell.until().isAfter(day)))
                .count();
    }

    private Mono<Person> act(
            String id, Caller caller, BiFunction<Person, Stamp, Change<Person>> decision, @Nullable String reason) {
        return writing(id, caller).decide(person -> decision.apply(person, stamp(reason, caller)));
    }

    private Acting<Person> writing(String id, Caller caller) {
        return changes.on(Person.class, id)
                .visible(person -> writes(person.scope(), caller), () -> MEMBER_NOT_FOUND.of(id));
    }

    private Mono<Place> branch(String unit, LocalDate from, Caller caller) {
        return units.place(unit, ENTER, caller)
                .switchIfEmpty(units.place(unit, ADMINISTER, caller))
                .switchIfEmpty(Mono.error(() -> BRANCH_NOT_FOUND.at("/unit", unit)))
                .filter(Place::isBranch)
                .switchIfEmpty(Mono.error(() -> UNIT_IS_NO_BRANCH.at("/unit", unit)))
                .filter(place -> place.openOn(from))
                .switchIfEmpty(Mono.error(() -> BRANCH_CLOSED.at("/from")));
    }

    /** A membership cannot begin in a branch that was closed by then. */
    private Mono<Void> openOn(String id, LocalDate from, Caller caller) {
        return persons.findById(id)
                .filter(person -> writes(person.scope(), caller))
                .flatMap(person -> units.place(person.scope().unit(), READ, caller))
                .filter(place -> !place.openOn(from))
                .flatMap(closed -> Mono.error(BRANCH_CLOSED.at("/from")));
    }

    /** Refuses a group that is not one of the branch, or was closed by the day. */
    private Mono<Void> groupOf(Place branch, @Nullable String group, LocalDate day, Caller caller) {
        if (group == null) {
            return Mono.empty();
        }
        return units.place(group, READ, caller)
                .filter(place -> place.isGroupOf(branch) && place.openOn(day))
                .switchIfEmpty(Mono.error(() -> GROUP_NOT_OF_BRANCH.at("/group")))
                .then();
    }

    /** An identity number that names another birth or sex than was typed is asked about. */
    private void ask(Draft draft) {
        var typed = draft.identityNumber();
        if (draft.confirmed() || typed == null || typed.isBlank()) {
            return;
        }
        var number = IdentityNumber.of(typed, LocalDate.now(clock));
        var contradicted =
                number.contradicted(draft.identity().born(), draft.identity().gender());
        if (!contradicted.isEmpty()) {
            throw IDENTITY_CONTRADICTS.with(contradicted.stream()
                    .map(pointer -> FieldFault.of(pointer, IDENTITY_CONTRADICTS.name()))
                    .toList());
        }
    }

    private static boolean writes(Scope scope, Caller caller) {
        return caller.may(ENTER, scope) || caller.may(ADMINISTER, scope);
    }

    private static boolean seen(Person person, Caller caller) {
        return person.memberships().stream().anyMatch(spell -> caller.may(READ, spell.scope()));
    }

    private Stamp stamp(@Nullable String reason, Caller caller) {
        return new Stamp(caller.account(), clock.instant(), reason);
    }

    private static Identity identity(Draft draft, SealedFields closed) {
        var typed = draft.identity();
        return new Identity(
                typed.name(), typed.gender(), typed.born(), closed.identityNumber(), closed.phone(), typed.education());
    }

    /** Of these people the branches that they leave, or have left, with the day; for who looks after what stays open. */
    public Flux<Leaver> leavers(Collection<String> ids, Caller caller) {
        return persons.findByIdIn(ids)
                .flatMapIterable(person -> person.memberships().stream()
                        .collect(Collectors.groupingBy(
                                spell -> spell.scope().unit(),
                                Collectors.maxBy(Comparator.comparing(Membership::from))))
                        .values()
                        .stream()
                        .flatMap(Optional::stream)
                        .filter(spell -> spell.ended() && caller.may(ADMINISTER, spell.scope()))
                        .map(spell -> new Leaver(
                                person.id(),
                                person.identity().name(),
                                spell.scope(),
                                spell.until(),
                                person.last().ended()))
                        .toList());
    }
}
