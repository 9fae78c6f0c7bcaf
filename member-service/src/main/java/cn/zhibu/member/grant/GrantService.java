package cn.zhibu.member.grant;

import static cn.zhibu.member.grant.GrantProblem.GRANT_NOT_FOUND;
import static cn.zhibu.member.grant.GrantProblem.GRANT_UNIT_CLOSED;
import static cn.zhibu.member.grant.GrantProblem.GRANT_UNIT_NOT_FOUND;
import static cn.zhibu.member.grant.GrantProblem.HOLDER_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.ADMINISTER;

import cn.zhibu.member.account.AccountService;
import cn.zhibu.member.account.Holder;
import cn.zhibu.member.organisation.Place;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Role;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for grants. */
@Service
public class GrantService {

    /** A grant with the words to show it. */
    record Shown(
            Grant grant, @Nullable Holder holder, @Nullable Place place) {}

    /** Everything about the caller: who, where, what. */
    record Self(
            Caller caller,
            @Nullable Holder holder,
            @Nullable Place bureau,
            List<Shown> grants) {}

    /** Shorter than the guard remembers what is under way. */
    private static final Duration LIMIT = GrantGuard.KEPT.dividedBy(2);

    private static final Sort OLDEST = Sort.by(Sort.Order.asc("givenOn"), Sort.Order.asc("id"));

    private final Grants grants;
    private final Listing<Grant> list;
    private final Guarding guarding;
    private final AccountService accounts;
    private final UnitService units;
    private final Changes changes;
    private final Clock clock;

    GrantService(
            Grants grants,
            ReactiveMongoTemplate mongo,
            Guarding guarding,
            AccountService accounts,
            UnitService units,
            Changes changes,
            Clock clock) {
        this.grants = grants;
        this.list = new Listing<>(mongo, Grant.class, OLDEST);
        this.guarding = guarding;
        this.accounts = accounts;
        this.units = units;
        this.changes = changes;
        this.clock = clock;
    }

    /** The first administrator's grant over the whole of a new bureau. */
    public Mono<Void> giveFirst(String account, Scope bureau) {
        var id = cn.zhibu.platform.change.Command.nameOf("first grant", account);
        return changes.save(Grant.give(id, account, Role.BUREAU_ADMIN, bureau, List.of(), LocalDate.now(clock)))
                .then();
    }

    Mono<Grant> give(String account, Role role, String unit, Caller caller) {
        var place = units.place(unit, ADMINISTER, caller)
                .switchIfEmpty(Mono.error(() -> GRANT_UNIT_NOT_FOUND.at("/unit", unit)))
                .filter(found -> found.openOn(LocalDate.now(clock)))
                .switchIfEmpty(Mono.error(() -> GRANT_UNIT_CLOSED.at("/unit")));
        var holder = accounts.holder(account, caller)
                .filter(Holder::open)
                .switchIfEmpty(Mono.error(() -> HOLDER_NOT_FOUND.at("/account", account)));
        return Mono.zip(changes.newId(), place, holder)
                .flatMap(all ->
                        guarding.give(all.getT1(), account, role, all.getT2().scope(), null))
                .flatMap(changes::save)
                .timeout(LIMIT);
    }

    Mono<Grant> revoke(String id, String reason, Caller caller) {
        return changes.on(Grant.class, id)
                .visible(grant -> caller.may(ADMINISTER, grant.scope()), () -> GRANT_NOT_FOUND.of(id))
                .decideWith(grant -> {
                    var revoked = grant.revoke(reason, LocalDate.now(clock));
                    return grant.leadsTheBureau()
                            ? guarding.leave(grant.account(), id, caller).thenReturn(revoked)
                            : Mono.just(revoked);
                })
                .timeout(LIMIT);
    }

    /** Before an account is closed: refuses where it is the last one that administers the bureau. */
    public Mono<Void> leave(String account, Caller caller) {
        return guarding.leave(account, null, caller);
    }

    /** Those that stand where the caller administers, oldest first. */
    Mono<Page<Shown>> list(
            @Nullable String unit,
            @Nullable List<String> accounts,
            @Nullable Role role,
            PageQuery page,
            Caller caller) {
        var all = new ArrayList<Criteria>();
        all.add(Criteria.where("scope.ancestors").in(caller.reach(ADMINISTER)));
        all.add(Criteria.where("revokedOn").isNull());
        if (unit != null) {
            all.add(Criteria.where("scope.ancestors").is(unit));
        }
        if (accounts != null) {
            all.add(Criteria.where("account").in(accounts));
        }
        if (role != null) {
            all.add(Criteria.where("role").is(role));
        }
        return list.page(new Criteria().andOperator(all), page)
                .flatMap(found -> shown(found.items(), caller).map(found::with));
    }

    /** How many roles an account holds, where the caller administers. */
    public Mono<Long> heldBy(String account, Caller caller) {
        return grants.findByAccount(account)
                .filter(grant -> grant.revokedOn() == null && caller.may(ADMINISTER, grant.scope()))
                .count();
    }

    Mono<Self> self(Caller caller) {
        if (caller.operator()) {
            return Mono.just(new Self(caller, null, null, List.of()));
        }
        return grants.findByAccount(caller.account())
                .filter(grant -> grant.revokedOn() == null)
                .collectList()
                .zipWith(accounts.holders(List.of(caller.account()), caller))
                .flatMap(both -> units.own(scopes(both.getT1()), caller)
                        .map(own -> new Self(
                                caller,
                                both.getT2().get(caller.account()),
                                own.bureau(),
                                shown(both.getT1(), both.getT2(), own.places()))));
    }

    private static Set<Scope> scopes(List<Grant> found) {
        return found.stream().map(Grant::scope).collect(Collectors.toSet());
    }

    /** Two questions, however many grants there are. */
    private Mono<List<Shown>> shown(List<Grant> found, Caller caller) {
        if (found.isEmpty()) {
            return Mono.just(List.of());
        }
        var accountIds = found.stream().map(Grant::account).collect(Collectors.toSet());
        return Mono.zip(accounts.holders(accountIds, caller), units.places(scopes(found), caller))
                .map(both -> shown(found, both.getT1(), both.getT2()));
    }

    private static List<Shown> shown(List<Grant> found, Map<String, Holder> holders, Map<String, Place> places) {
        return found.stream()
                .map(grant -> new Shown(
                        grant,
                        holders.get(grant.account()),
                        places.get(grant.scope().unit())))
                .toList();
    }
}
