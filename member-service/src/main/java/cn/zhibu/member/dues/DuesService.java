package cn.zhibu.member.dues;

import static cn.zhibu.member.dues.DuesProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;

import cn.zhibu.member.dues.DuesStandards.Fixing;
import cn.zhibu.member.organisation.Place;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.rules.DuesRules;
import cn.zhibu.rules.RuleService;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for standards, payments and the statement of a branch. The branch alone writes. */
@Service
class DuesService {

    /** By what a member's dues are reckoned, as it is typed. */
    record Wanted(String member, String category, @Nullable BigDecimal base) {}

    private final DuesBooks books;
    private final DuesSeals seals;
    private final DuesRules rules;
    private final UnitService units;
    private final Changes changes;
    private final Clock clock;

    DuesService(DuesBooks books, DuesSeals seals, RuleService rules, UnitService units, Changes changes, Clock clock) {
        this.books = books;
        this.seals = seals;
        this.rules = rules.dues();
        this.units = units;
        this.changes = changes;
        this.clock = clock;
    }

    /** Fixes the standards of these members from a month on, all of them or none. */
    Mono<DuesStandards> fix(String unit, LocalDate from, List<Wanted> wanted, @Nullable String reason, Caller caller) {
        return branch(unit, ENTER, caller)
                .flatMap(place -> books.of(place.scope(), from.getYear(), caller))
                .flatMap(book -> sealed(book, from, wanted)
                        .flatMap(fixings -> changes.on(DuesStandards.class, unit)
                                .decideOr(
                                        standards -> standards.fix(fixings, rules, ruled(reason, caller)),
                                        () -> Mono.fromSupplier(() -> DuesStandards.none(book.branch())
                                                .fix(fixings, rules, ruled(reason, caller))))));
    }

    private Mono<List<Fixing>> sealed(Book book, LocalDate from, List<Wanted> wanted) {
        DuesFaults.refuse(DuesFaults.ofStandards(book, from, wanted, rules));
        var unit = book.branch().unit();
        return Flux.fromIterable(wanted)
                .concatMap(each -> seals.base(unit, each.member(), each.base())
                        .map(base -> new Fixing(each.member(), from, each.category(), base.orElse(null))))
                .collectList();
    }

    /** Enters, corrects and takes back what members have paid for months of a year, all of it or nothing. */
    Mono<DuesYear> pay(
            String unit, int year, LocalDate on, List<Payment> payments, @Nullable String reason, Caller caller) {
        return branch(unit, ENTER, caller)
                .flatMap(place -> books.of(place.scope(), year, caller))
                .doOnNext(book -> DuesFaults.refuse(DuesFaults.ofPayments(book, payments, rules)))
                .flatMap(book -> changes.on(DuesYear.class, DuesYear.id(unit, year))
                        .decideWithOr(
                                stored -> entered(stored, new Payment.Handed(on, payments, reason), caller),
                                () -> entered(
                                        DuesYear.none(book.branch(), year),
                                        new Payment.Handed(on, payments, reason),
                                        caller)));
    }

    private Mono<Change<DuesYear>> entered(DuesYear year, Payment.Handed handed, Caller caller) {
        return books.paid(year).flatMap(before -> {
            var changed = Payment.Changed.of(before, handed);
            if (changed.months().isEmpty()) {
                return year.version() == null
                        ? Mono.error(DUES_NOTHING_SAID.at("/lines"))
                        : Mono.just(Change.of(year)); // what is said again is there already
            }
            return sealed(year.id(), changed.months())
                    .map(paid -> year.enter(
                            paid,
                            changed.corrects(),
                            new DuesYear.Stamp(clock.instant(), caller.account(), handed.reason())));
        });
    }

    private Mono<Map<String, Sealed>> sealed(String year, Map<String, Map<Integer, Paid>> months) {
        return Flux.fromIterable(months.entrySet())
                .concatMap(each ->
                        seals.paid(year, each.getKey(), each.getValue()).map(paid -> Map.entry(each.getKey(), paid)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** The statement of the year was made known to the members on a day (DU-16). */
    Mono<DuesYear> publish(String unit, int year, LocalDate on, Caller caller) {
        return branch(unit, ENTER, caller)
                .map(Place::scope)
                .flatMap(scope -> changes.on(DuesYear.class, DuesYear.id(unit, year))
                        .decideOr(
                                stored -> stored.publish(on, stamp(null, caller)),
                                () -> Mono.fromSupplier(
                                        () -> DuesYear.none(scope, year).publish(on, stamp(null, caller)))));
    }

    Mono<DuesYear> withdrawPublication(String unit, int year, String reason, Caller caller) {
        return changes.on(DuesYear.class, DuesYear.id(unit, year))
                .visible(stored -> caller.may(ENTER, stored.scope()), () -> DUES_BRANCH_NOT_FOUND.of(unit))
                .decide(stored -> stored.withdrawPublication(stamp(reason, caller)));
    }

    /** A branch at which the caller has the capability. */
    Mono<Place> branch(String unit, Capability capability, Caller caller) {
        return units.place(unit, capability, caller)
                .filter(Place::isBranch)
                .switchIfEmpty(Mono.error(() -> DUES_BRANCH_NOT_FOUND.of(unit)));
    }

    private DuesYear.Stamp stamp(@Nullable String reason, Caller caller) {
        return new DuesYear.Stamp(clock.instant(), caller.account(), reason);
    }

    private DuesStandards.Stamp ruled(@Nullable String reason, Caller caller) {
        return new DuesStandards.Stamp(clock.instant(), caller.account(), reason);
    }
}
