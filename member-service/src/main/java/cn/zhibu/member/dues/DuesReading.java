package cn.zhibu.member.dues;

import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.member.account.AccountService;
import cn.zhibu.member.organisation.Place;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.RosterService;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.rules.DuesRules;
import cn.zhibu.rules.RuleService;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads dues: members and amounts for the branch, totals for those above it, the own dues for a member. */
@Service
class DuesReading {

    /** A year of a branch with what each is behind with as of a day. */
    record Year(Book book, LocalDate asOf, Map<String, Arrears> arrears) {}

    /** A branch of a list with its year in numbers. */
    record Totals(Place branch, Book book) {}

    /** One act on the payments of a year, with what stood there before it. */
    record Done(DuesYear.Edition edition, List<Was> lines) {}

    /** Before an act. */
    record Was(String member, Map<Integer, Paid> paid) {}

    private final DuesService dues;
    private final DuesBooks books;
    private final DuesSeals seals;
    private final UnitService units;
    private final RosterService roster;
    private final AccountService accounts;
    private final DuesRules rules;
    private final Clock clock;

    DuesReading(
            DuesService dues,
            DuesBooks books,
            DuesSeals seals,
            UnitService units,
            RosterService roster,
            AccountService accounts,
            RuleService rules,
            Clock clock) {
        this.dues = dues;
        this.books = books;
        this.seals = seals;
        this.units = units;
        this.roster = roster;
        this.accounts = accounts;
        this.rules = rules.dues();
        this.clock = clock;
    }

    /** How dues are reckoned: the same for everybody. */
    Mono<DuesRules> rates(Caller caller) {
        return Mono.just(rules);
    }

    /** The whole year of a branch, member by member, for the branch alone; {@code on} is the day of the arrears. */
    Mono<Year> year(String unit, @Nullable Integer wanted, @Nullable LocalDate on, Caller caller) {
        int year = year(wanted);
        var asOf = on == null ? lastDay(year) : on;
        return dues.branch(unit, ENTER, caller)
                .map(Place::scope)
                .flatMap(scope -> Mono.zip(books.of(scope, year - 1, caller), books.of(scope, year, caller)))
                .map(both -> new Year(both.getT2(), asOf, arrears(both.getT1(), both.getT2(), asOf)));
    }

    private Map<String, Arrears> arrears(Book last, Book book, LocalDate asOf) {
        return book.lines().stream()
                .collect(Collectors.toMap(line -> line.member().id(), line -> {
                    var before = last.of(line.member().id()).stream().map(each -> each.arrears(last.year()));
                    var years = Stream.concat(before, Stream.of(line.arrears(book.year())))
                            .toList();
                    return Arrears.on(asOf, years, rules.monthsToTheLine());
                }));
    }

    /** The year of a branch in numbers, for everybody who may read the branch. */
    Mono<Totals> statement(String unit, @Nullable Integer wanted, Caller caller) {
        return dues.branch(unit, READ, caller)
                .flatMap(place -> books.of(place.scope(), year(wanted), caller).map(book -> new Totals(place, book)));
    }

    /** Branches in the order of the tree, each with its year in numbers. */
    Mono<Page<Totals>> branches(@Nullable String below, @Nullable Integer wanted, PageQuery page, Caller caller) {
        return units.branches(below, page, caller)
                .flatMap(found -> books.of(scopes(found.items()), year(wanted), caller)
                        .map(opened -> found.with(IntStream.range(0, opened.size())
                                .mapToObj(i -> new Totals(found.items().get(i), opened.get(i)))
                                .toList())));
    }

    private static List<Scope> scopes(List<Place> places) {
        return places.stream().map(Place::scope).toList();
    }

    /** What the member whose own account the caller has owes and has paid; empty where it is nobody's own account. */
    Mono<List<Book>> own(@Nullable Integer wanted, Caller caller) {
        if (caller.operator()) {
            return Mono.just(List.of()); // belongs to no bureau
        }
        return accounts.memberOf(caller)
                .flatMap(member -> roster.belongingOf(List.of(member), caller).next())
                .flatMap(member -> books.own(member, year(wanted), caller))
                .defaultIfEmpty(List.of());
    }

    /** Every act on the payments of a year, oldest first, with what stood there before it. */
    Mono<List<Done>> earlier(String unit, @Nullable Integer wanted, Caller caller) {
        return dues.branch(unit, ENTER, caller)
                .flatMap(place -> books.acts(place.id(), year(wanted)))
                .flatMapMany(stored -> Flux.fromIterable(stored.earlier())
                        .concatMap(edition -> Flux.fromIterable(edition.before())
                                .concatMap(payer ->
                                        seals.paid(stored.id(), payer).map(paid -> new Was(payer.member(), paid)))
                                .collectList()
                                .map(lines -> new Done(edition, lines))))
                .collectList();
    }

    private int year(@Nullable Integer wanted) {
        return wanted == null ? LocalDate.now(clock).getYear() : wanted;
    }

    private LocalDate lastDay(int year) {
        var today = LocalDate.now(clock);
        var last = LocalDate.of(year, 12, 31);
        return last.isAfter(today) ? today : last.plusDays(1); // the last month is over then
    }
}
