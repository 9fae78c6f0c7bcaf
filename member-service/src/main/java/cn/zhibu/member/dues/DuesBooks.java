package cn.zhibu.member.dues;

import cn.zhibu.member.roster.Belonging;
import cn.zhibu.member.roster.RosterService;
import cn.zhibu.platform.change.Editions;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.rules.DuesRules;
import cn.zhibu.rules.RuleService;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads and opens the dues of branches: five questions, however many branches there are. */
@Component
class DuesBooks {

    private final ReactiveMongoTemplate mongo;
    private final RosterService roster;
    private final DuesSeals seals;
    private final DuesRules rules;

    DuesBooks(ReactiveMongoTemplate mongo, RosterService roster, DuesSeals seals, RuleService rules) {
        this.mongo = mongo;
        this.roster = roster;
        this.seals = seals;
        this.rules = rules.dues();
    }

    /** What lies in the store of these branches. */
    private record Stored(
            List<Belonging> people,
            Map<String, DuesStandards> standards,
            Map<String, DuesYear> years,
            Map<String, List<DuesRelief>> reliefs) {}

    Mono<Book> of(Scope branch, int year, Caller caller) {
        return of(List.of(branch), year, caller).map(books -> books.get(0));
    }

    /** In the order of the branches; those that the caller may not read have no lines. */
    Mono<List<Book>> of(List<Scope> branches, int year, Caller caller) {
        return opened(
                branches,
                year,
                roster.belonging(branches, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), caller),
                caller);
    }

    /** What was entered for a year, with every act on it. */
    Mono<DuesYear> acts(String branch, int year) {
        return mongo.findById(DuesYear.id(branch, year), DuesYear.class);
    }

    /** What one member owes and has paid, in each of the branches belonged to in the year. */
    Mono<List<Book>> own(Belonging member, int year, Caller caller) {
        var branches = member.stays().stream()
                .filter(stay -> in(stay, stay.scope().unit(), year))
                .map(Belonging.Stay::scope)
                .distinct()
                .toList();
        return opened(branches, year, Flux.just(member), caller)
                .map(books -> books.stream()
                        .map(book -> new Book(
                                book.branch(),
                                year,
                                book.of(member.id()).stream().toList(),
                                book.stored()))
                        .toList());
    }

    private Mono<List<Book>> opened(List<Scope> branches, int year, Flux<Belonging> people, Caller caller) {
        return stored(branches, year, people, caller)
                .flatMap(stored -> Flux.fromIterable(branches)
                        .concatMap(branch -> book(branch, year, stored))
                        .collectList());
    }

    private Mono<Stored> stored(List<Scope> branches, int year, Flux<Belonging> people, Caller caller) {
        var first = LocalDate.of(year, 1, 1);
        var units = branches.stream().map(Scope::unit).toList();
        var ids = units.stream().map(unit -> DuesYear.id(unit, year)).toList();
        var standards = mongo.find(new Query(Criteria.where("_id").in(units)), DuesStandards.class);
        var paid = new Query(Criteria.where("_id").in(ids));
        Editions.leftOut(paid).fields().exclude("earlier");
        var years = mongo.find(paid, DuesYear.class);
        var granted = Criteria.where("scope.ancestors")
                .in(units)
                .and("state")
                .is(DuesRelief.State.APPROVED)
                .and("from")
                .lte(LocalDate.of(year, 12, 31));
        return Mono.zip(
                        people.collectList(),
                        standards.collectMap(DuesStandards::id),
                        years.collectMap(each -> each.scope().unit()),
                        mongo.find(new Query(granted), DuesRelief.class)
                                .filter(relief -> !relief.until().isBefore(first))
                                .collect(Collectors.groupingBy(
                                        relief -> relief.scope().unit())))
                .flatMap(all -> withWhoPaid(all.getT1(), all.getT3(), caller)
                        .map(everybody -> new Stored(everybody, all.getT2(), all.getT3(), all.getT4())));
    }

    /** Who has paid stays in the book, also when the roster does not know the membership any more. */
    private Mono<List<Belonging>> withWhoPaid(List<Belonging> people, Map<String, DuesYear> years, Caller caller) {
        var known = people.stream().map(Belonging::id).collect(Collectors.toSet());
        var others = years.values().stream()
                .flatMap(year -> year.payers().stream())
                .map(DuesYear.Payer::member)
                .filter(member -> !known.contains(member))
                .collect(Collectors.toSet());
        return Flux.fromIterable(people)
                .concatWith(roster.belongingOf(others, caller))
                .collectList();
    }

    private Mono<Book> book(Scope branch, int year, Stored stored) {
        var unit = branch.unit();
        var paid = stored.years().get(unit);
        return Mono.zip(paid(paid), granted(stored.reliefs().getOrDefault(unit, List.of())))
                .flatMap(both -> Flux.fromIterable(stored.people())
                        .filter(person -> person.stays().stream().anyMatch(stay -> in(stay, unit, year))
                                || both.getT1().containsKey(person.id()))
                        .concatMap(person -> standards(stored.standards().get(unit), person.id())
                                .map(standards -> Book.Line.of(
                                        new Book.Key(unit, year),
                                        person,
                                        standards,
                                        both.getT2().getOrDefault(person.id(), List.of()),
                                        both.getT1().getOrDefault(person.id(), Map.of()),
                                        rules)))
                        .collectList())
                .map(lines -> new Book(branch, year, lines, paid));
    }

    private static boolean in(Belonging.Stay stay, String unit, int year) {
        return stay.scope().unit().equals(unit)
                && stay.from().getYear() <= year
                && stay.until().isAfter(LocalDate.of(year, 1, 1));
    }

    /** What each has paid, by month. */
    Mono<Map<String, Map<Integer, Paid>>> paid(@Nullable DuesYear year) {
        Map<String, Map<Integer, Paid>> none = new HashMap<>();
        return year == null
                ? Mono.just(none)
                : Flux.fromIterable(year.payers())
                        .concatMap(
                                payer -> seals.paid(year.id(), payer).map(months -> Map.entry(payer.member(), months)))
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue, () -> none);
    }

    private Mono<Map<String, List<Owed.Granted>>> granted(List<DuesRelief> reliefs) {
        return Flux.fromIterable(reliefs)
                .concatMap(relief -> seals.wish(relief)
                        .map(wish -> Map.entry(
                                relief.member(), new Owed.Granted(relief.from(), relief.until(), wish.amount()))))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private Mono<List<Book.Standard>> standards(@Nullable DuesStandards standards, String member) {
        return standards == null
                ? Mono.just(List.of())
                : Flux.fromStream(() -> standards.of(member).stream().flatMap(held -> held.standards().stream()))
                        .concatMap(each -> seals.base(standards.id(), member, each.base())
                                .map(base -> new Book.Standard(each, base.orElse(null))))
                        .collectList();
    }
}
