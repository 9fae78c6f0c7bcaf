package cn.zhibu.member.dues;

import static cn.zhibu.member.dues.DuesProblem.*;
import static cn.zhibu.platform.security.Capability.ADMINISTER;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;
import static cn.zhibu.platform.security.Capability.REVIEW;

import cn.zhibu.member.dues.DuesRelief.Act;
import cn.zhibu.member.dues.DuesRelief.State;
import cn.zhibu.member.roster.Belonging;
import cn.zhibu.member.roster.RosterService;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Load, decide, save for hardship (DU-11). The branch proposes; reviewers and administrators above decide, and are shown for
 * it whom it is about and why, never an income.
 */
@Service
class ReliefService {

    /** A proposal opened for those who propose or decide. */
    record Shown(DuesRelief relief, @Nullable String name, DuesSeals.Wish wish) {}

    /** What a branch proposes. */
    record Wanted(String member, LocalDate from, LocalDate until, DuesSeals.Wish wish) {}

    private static final int MONTHS = 12; // then it is considered anew
    private static final Sort NEWEST = Sort.by(Sort.Order.desc("from"), Sort.Order.desc("id"));

    private final DuesService dues;
    private final DuesBooks books;
    private final DuesSeals seals;
    private final RosterService roster;
    private final Changes changes;
    private final Clock clock;
    private final Listing<DuesRelief> list;

    ReliefService(
            DuesService dues,
            DuesBooks books,
            DuesSeals seals,
            RosterService roster,
            Changes changes,
            Clock clock,
            ReactiveMongoTemplate mongo) {
        this.dues = dues;
        this.books = books;
        this.seals = seals;
        this.roster = roster;
        this.changes = changes;
        this.clock = clock;
        this.list = new Listing<>(mongo, DuesRelief.class, NEWEST);
    }

    /** Those of a branch, or of all branches for which the caller proposes or decides. */
    Mono<Page<Shown>> list(@Nullable String unit, State state, PageQuery page, Caller caller) {
        return reach(unit, caller)
                .map(reach ->
                        Criteria.where("scope.ancestors").in(reach).and("state").is(state))
                .flatMap(found -> list.page(found, page))
                .flatMap(found -> shown(found.items(), caller).map(found::with));
    }

    private Mono<Set<String>> reach(@Nullable String unit, Caller caller) {
        if (unit == null) {
            var all = new HashSet<>(caller.reach(ENTER));
            all.addAll(caller.reach(REVIEW));
            all.addAll(caller.reach(ADMINISTER));
            return Mono.just(all);
        }
        return dues.branch(unit, READ, caller)
                .filter(place -> sees(place.scope(), caller))
                .switchIfEmpty(Mono.error(() -> DUES_BRANCH_NOT_FOUND.of(unit)))
                .map(place -> Set.of(place.id()));
    }

    Mono<Shown> propose(String unit, Wanted wanted, Caller caller) {
        if (wanted.until().isBefore(wanted.from())
                || !wanted.until().isBefore(wanted.from().plusMonths(MONTHS))) {
            return Mono.error(RELIEF_TOO_LONG.at("/untilMonth", MONTHS));
        }
        return dues.branch(unit, ENTER, caller)
                .flatMap(place -> books.of(place.scope(), wanted.from().getYear(), caller)
                        .filter(book -> book.of(wanted.member())
                                .filter(line ->
                                        !line.in(wanted.from().getMonthValue()).is(Owed.State.ELSEWHERE))
                                .isPresent())
                        .switchIfEmpty(Mono.error(() -> DUES_NOT_A_MEMBER_THEN.at("/member")))
                        .then(changes.newId())
                        .flatMap(id -> seals.wish(id, wanted.wish())
                                .map(wish -> DuesRelief.propose(
                                        id,
                                        place.scope(),
                                        wanted.member(),
                                        wanted.from(),
                                        wanted.until(),
                                        wish,
                                        act(null, caller)))))
                .flatMap(changes::save)
                .flatMap(relief -> shown(relief, caller));
    }

    Mono<Shown> approve(String id, Caller caller) {
        return of(id, scope -> decides(scope, caller))
                .decide(relief -> relief.approve(act(null, caller)))
                .flatMap(relief -> shown(relief, caller));
    }

    Mono<Shown> refuse(String id, String reason, Caller caller) {
        return of(id, scope -> decides(scope, caller))
                .decide(relief -> relief.refuse(act(reason, caller)))
                .flatMap(relief -> shown(relief, caller));
    }

    /** The branch may take its proposal back until it is decided; who decides may take back what was approved. */
    Mono<Shown> withdraw(String id, String reason, Caller caller) {
        return changes.on(DuesRelief.class, id)
                .visible(
                        relief -> relief.state() == State.APPROVED
                                ? decides(relief.scope(), caller)
                                : sees(relief.scope(), caller),
                        () -> RELIEF_NOT_FOUND.of(id))
                .decide(relief -> relief.withdraw(act(reason, caller)))
                .flatMap(relief -> shown(relief, caller));
    }

    private Acting<DuesRelief> of(String id, Predicate<Scope> allowed) {
        return changes.on(DuesRelief.class, id)
                .visible(relief -> allowed.test(relief.scope()), () -> RELIEF_NOT_FOUND.of(id));
    }

    private static boolean decides(Scope scope, Caller caller) {
        return caller.may(REVIEW, scope) || caller.may(ADMINISTER, scope);
    }

    private static boolean sees(Scope scope, Caller caller) {
        return caller.may(ENTER, scope) || decides(scope, caller);
    }

    private Mono<Shown> shown(DuesRelief relief, Caller caller) {
        return shown(List.of(relief), caller).map(all -> all.get(0));
    }

    private Mono<List<Shown>> shown(List<DuesRelief> reliefs, Caller caller) {
        var members = reliefs.stream().map(DuesRelief::member).distinct().toList();
        return roster.belongingOf(members, caller)
                .collectMap(Belonging::id, Belonging::name)
                .flatMap(names -> Flux.fromIterable(reliefs)
                        .concatMap(relief ->
                                seals.wish(relief).map(wish -> new Shown(relief, names.get(relief.member()), wish)))
                        .collectList());
    }

    private Act act(@Nullable String reason, Caller caller) {
        return new Act(clock.instant(), caller.account(), reason);
    }
}
