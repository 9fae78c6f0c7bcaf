package cn.zhibu.member.roster;

import static cn.zhibu.member.roster.MemberProblem.MEMBER_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.MemberFiles.OpenFields;
import cn.zhibu.member.roster.Namesakes.Mark;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the roster: of a day, whoever left, whose name contains a text, one file. */
@Service
public class RosterService {

    /** Somebody on the roster: the spell that speaks of the day, and what tells a namesake apart. */
    record Listed(Person person, Membership spell, @Nullable Mark mark) {}

    /** A file with the sealed fields opened as far as the reader may see them. */
    record Shown(Person person, Membership spell, OpenFields open) {}

    /** What to look for: people of a day, or with {@code left} those who are gone by then. */
    record Wanted(
            @Nullable String unit,
            @Nullable String text,
            boolean left,
            @Nullable LocalDate on) {}

    private static final int NAMED_AT_ONCE = 100;
    private static final int SEARCHED = 200;
    private static final Sort BY_NAME = Sort.by("identity.name", "id");

    private final Persons persons;
    private final MemberFiles files;
    private final UnitService units;
    private final Clock clock;
    private final Listing<Person> list;

    RosterService(Persons persons, MemberFiles files, UnitService units, Clock clock, ReactiveMongoTemplate mongo) {
        this.persons = persons;
        this.files = files;
        this.units = units;
        this.clock = clock;
        this.list = new Listing<>(mongo, Person.class, BY_NAME);
    }

    Mono<Page<Listed>> list(Wanted wanted, PageQuery query, Caller caller) {
        var text = wanted.text();
        return reach(wanted.unit(), caller)
                .flatMap(reach -> text == null || text.isBlank()
                        ? page(reach, wanted, query)
                        : search(reach, text, wanted, query));
    }

    private Mono<Page<Listed>> page(Set<String> reach, Wanted wanted, PageQuery query) {
        var day = day(wanted.on());
        return list.page(wanted.left() ? Persons.left(reach, day) : Persons.covering(reach, day), query)
                .flatMap(page -> listed(page.items(), reach, day, wanted.left()).map(page::with));
    }

    /** People whose name contains the text, at most 200: those of the day and those who left. */
    private Mono<Page<Listed>> search(Set<String> reach, String text, Wanted wanted, PageQuery query) {
        return persons.findNamed(reach, Bigrams.first(text), BY_NAME)
                .filter(person -> Bigrams.found(person.identity().name(), text))
                .take(SEARCHED)
                .collectList()
                .flatMap(found -> listed(found, reach, day(wanted.on()), false)
                        .map(lines -> new Page<>(
                                lines.stream()
                                        .skip(query.skip())
                                        .limit(query.size())
                                        .toList(),
                                lines.size(),
                                found.size() == SEARCHED,
                                query.page(),
                                query.size(),
                                null)));
    }

    /** Everybody who belongs to a branch on a day. */
    Flux<Listed> ofBranch(String unit, @Nullable LocalDate on, Caller caller) {
        var day = day(on);
        return units.place(unit, READ, caller)
                .flatMapMany(place -> persons.findCovering(Set.of(unit), day, Pageable.unpaged(BY_NAME)))
                .collectList()
                .flatMapMany(found -> listed(found, Set.of(unit), day, false).flatMapIterable(lines -> lines));
    }

    /** Whom a ledger or a meeting names, in the order named; those whom the caller may not see are left out. */
    Flux<Listed> named(List<String> ids, Caller caller) {
        return persons.findByIdIn(ids.stream().limit(NAMED_AT_ONCE).toList())
                .<Listed>handle((person, out) -> spell(person, day(null), spell -> caller.may(READ, spell.scope()))
                        .ifPresent(spell -> out.next(new Listed(person, spell, null))))
                .collectSortedList(Comparator.comparingInt(
                        each -> ids.indexOf(each.person().id())))
                .flatMapIterable(found -> {
                    var marks =
                            Namesakes.marks(found.stream().map(Listed::person).toList());
                    return found.stream()
                            .map(each -> new Listed(
                                    each.person(),
                                    each.spell(),
                                    marks.get(each.person().id())))
                            .toList();
                });
    }

    /** By name, everybody who belonged to one of these branches at some time of those days; those that the caller may not read are none. */
    public Flux<Belonging> belonging(List<Scope> branches, LocalDate first, LocalDate last, Caller caller) {
        var units = branches.stream()
                .filter(branch -> caller.may(READ, branch))
                .map(Scope::unit)
                .collect(Collectors.toSet());
        return persons.findWithin(units, first, last, BY_NAME).collectList().flatMapIterable(found -> {
            var marks = Namesakes.marks(found);
            return found.stream()
                    .map(person -> Belonging.of(person, marks.get(person.id())))
                    .toList();
        });
    }

    /** These people, for a feature that has decided itself that the caller may be told of them. */
    public Flux<Belonging> belongingOf(Collection<String> ids, Caller caller) {
        return ids.isEmpty() ? Flux.empty() : persons.findByIdIn(ids).map(person -> Belonging.of(person, null));
    }

    /** Whether there is such a person whom the caller may see. */
    public Mono<Boolean> knows(String id, Caller caller) {
        return named(List.of(id), caller).hasElements();
    }

    /** A file for the very person whom it is about, which the feature that asks has made sure of. */
    public Mono<OwnFile> own(String member) {
        return persons.findById(member)
                .flatMap(person -> files.open(person, true).map(open -> OwnFile.of(person, open)));
    }

    Mono<Shown> one(String id, Caller caller) {
        return persons.findById(id)
                .switchIfEmpty(Mono.error(() -> MEMBER_NOT_FOUND.of(id)))
                .flatMap(person -> shown(person, caller));
    }

    Mono<Shown> shown(Person person, Caller caller) {
        return Mono.justOrEmpty(spell(person, day(null), spell -> caller.may(READ, spell.scope())))
                .switchIfEmpty(Mono.error(() -> MEMBER_NOT_FOUND.of(person.id())))
                .flatMap(spell -> files.open(person, caller.may(ENTER, person.scope()))
                        .map(open -> new Shown(person, spell, open)));
    }

    private Mono<List<Listed>> listed(List<Person> found, Set<String> reach, LocalDate day, boolean left) {
        var names = found.stream()
                .map(person -> person.identity().name())
                .distinct()
                .toList();
        Predicate<Membership> within =
                spell -> spell.scope().ancestors().stream().anyMatch(reach::contains)
                        && (!left || !spell.until().isAfter(day));
        return persons.findNamesakes(reach, names)
                .collectList()
                .map(Namesakes::marks)
                .map(marks -> found.stream()
                        .flatMap(person -> spell(person, day, within).stream()
                                .map(spell -> new Listed(person, spell, marks.get(person.id()))))
                        .toList());
    }

    /** The spell that covers the day, or else the newest, among those that may be spoken of. */
    private static Optional<Membership> spell(Person person, LocalDate day, Predicate<Membership> which) {
        return person.memberships().stream()
                .filter(which)
                .max(Comparator.comparing((Membership spell) -> spell.coversOn(day))
                        .thenComparing(Membership::from));
    }

    /** The caller's reach, narrowed to a unit when one is named. */
    private Mono<Set<String>> reach(@Nullable String unit, Caller caller) {
        return unit == null
                ? Mono.just(caller.reach(READ))
                : units.place(unit, READ, caller)
                        .map(place -> Set.of(place.id()))
                        .defaultIfEmpty(Set.of());
    }

    private LocalDate day(@Nullable LocalDate on) {
        return on == null ? LocalDate.now(clock) : on;
    }
}
