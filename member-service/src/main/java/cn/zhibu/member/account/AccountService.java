package cn.zhibu.member.account;

import static cn.zhibu.member.account.AccountProblem.ACCOUNT_MEMBER_NOT_FOUND;
import static cn.zhibu.member.account.AccountProblem.ACCOUNT_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.ADMINISTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.RosterService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for accounts; the door for the features that name people by their accounts. */
@Service
public class AccountService {

    private static final int NAMED_AT_ONCE = 100;
    private static final String LAST = "\uffff";

    private final Accounts accounts;
    private final SignInTimes signIns;
    private final UnitService units;
    private final RosterService roster;
    private final IdentityService identities;
    private final Changes changes;
    private final Clock clock;
    private final Listing<Account> list;

    AccountService(
            Accounts accounts,
            SignInTimes signIns,
            UnitService units,
            RosterService roster,
            IdentityService identities,
            Changes changes,
            Clock clock,
            ReactiveMongoTemplate mongo) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.roster = roster;
        this.units = units;
        this.identities = identities;
        this.changes = changes;
        this.clock = clock;
        this.list = new Listing<>(mongo, Account.class, Sort.by("username"));
    }

    /** The first administrator of a new bureau. */
    public Mono<Void> openFirst(String id, String username, String name, Scope bureau) {
        return changes.save(Account.open(id, username, name, bureau, null, LocalDate.now(clock)))
                .then();
    }

    Mono<Account> open(String username, String name, @Nullable String member, Caller caller) {
        return units.bureau(caller)
                .filter(bureau -> caller.may(ADMINISTER, bureau.scope()))
                .switchIfEmpty(Mono.error(() -> ACCOUNT_NOT_FOUND.of(username)))
                .delayUntil(bureau -> known(member, caller))
                .zipWith(changes.newId())
                .map(both -> Account.open(
                        both.getT2(),
                        both.getT1().code() + "." + username,
                        name,
                        both.getT1().scope(),
                        member,
                        LocalDate.now(clock)))
                .flatMap(changes::save);
    }

    /** Whose own account the caller has; empty where it is nobody's. */
    public Mono<String> memberOf(Caller caller) {
        return owner(caller.account());
    }

    private Mono<Void> known(@Nullable String member, Caller caller) {
        return member == null
                ? Mono.empty()
                : roster.knows(member, caller)
                        .filter(known -> known)
                        .switchIfEmpty(Mono.error(() -> ACCOUNT_MEMBER_NOT_FOUND.at("/member", member)))
                        .then();
    }

    /** An account, and when its owner signed in the last time. */
    record Shown(Account account, @Nullable Instant lastSignIn) {}

    Mono<Page<Shown>> list(@Nullable String username, PageQuery query, Caller caller) {
        var reach = caller.reach(ADMINISTER);
        var from = Objects.requireNonNullElse(username, "");
        return list.page(
                        Criteria.where("scope.ancestors")
                                .in(reach)
                                .and("username")
                                .gte(from)
                                .lt(from + LAST),
                        query)
                .flatMap(page -> shown(page.items()).map(page::with));
    }

    /** Of these accounts, at most 100, those that the caller administers, by user name. */
    Mono<List<Shown>> some(Collection<String> ids, Caller caller) {
        return accounts.findByIds(ids.stream().limit(NAMED_AT_ONCE).toList())
                .filter(account -> caller.may(ADMINISTER, account.scope()))
                .collectSortedList(Comparator.comparing(Account::username))
                .flatMap(this::shown);
    }

    private Mono<List<Shown>> shown(List<Account> found) {
        return signIns.findByAccounts(found.stream().map(Account::id).toList())
                .filter(times -> times.lastIn() != null)
                .collectMap(SignIns::account, SignIns::lastIn)
                .map(times -> found.stream()
                        .map(account -> new Shown(account, times.get(account.id())))
                        .toList());
    }

    Mono<Account> one(String id, Caller caller) {
        return accounts.findById(id)
                .filter(account -> account.id().equals(caller.account()) || caller.may(ADMINISTER, account.scope()))
                .switchIfEmpty(Mono.error(() -> ACCOUNT_NOT_FOUND.of(id)));
    }

    Mono<Credentials> oneTimePassword(String id, Caller caller) {
        return accounts.findById(id)
                .filter(account -> caller.may(ADMINISTER, account.scope()))
                .switchIfEmpty(Mono.error(() -> ACCOUNT_NOT_FOUND.of(id)))
                .filter(account -> account.closedOn() == null)
                .switchIfEmpty(Mono.error(() -> AccountProblem.ACCOUNT_CLOSED.of(id)))
                .zipWith(units.bureau(caller))
                .flatMap(both -> identities.oneTimePassword(
                        both.getT2().id(),
                        Objects.requireNonNull(both.getT2().code()),
                        both.getT1().id(),
                        both.getT1().username()));
    }

    /**
     * Closes an account.
     *
     * @param leaving refuses it where the account is still needed
     */
    public Mono<Account> close(String id, String reason, Mono<Void> leaving, Caller caller) {
        return changes.on(Account.class, id)
                .visible(account -> caller.may(ADMINISTER, account.scope()), () -> ACCOUNT_NOT_FOUND.of(id))
                .decideWith(account -> {
                    var closed = account.close(reason, LocalDate.now(clock));
                    return leaving.thenReturn(closed);
                });
    }

    Mono<Account> reopen(String id, String reason, Caller caller) {
        return changes.on(Account.class, id)
                .visible(account -> caller.may(ADMINISTER, account.scope()), () -> ACCOUNT_NOT_FOUND.of(id))
                .decide(account -> account.reopen(reason));
    }

    /** An account that the caller administers, or the caller's own. */
    public Mono<Holder> holder(String id, Caller caller) {
        return accounts.findById(id)
                .filter(account -> account.id().equals(caller.account()) || caller.may(ADMINISTER, account.scope()))
                .map(AccountService::holder);
    }

    /** Of these accounts, those that the caller administers or that are the caller's own, by id. */
    public Mono<Map<String, Holder>> holders(Collection<String> ids, Caller caller) {
        return accounts.findByIds(ids)
                .filter(account -> account.id().equals(caller.account()) || caller.may(ADMINISTER, account.scope()))
                .collectMap(Account::id, AccountService::holder);
    }

    /** Open accounts that are a member's own, by member. */
    public Mono<Map<String, Holder>> ofMembers(Caller caller) {
        return accounts.findOwned(caller.reach(ADMINISTER))
                .collectMap(account -> Objects.requireNonNull(account.member()), AccountService::holder);
    }

    /** The own accounts of these members, closed ones too. For the product itself, which nobody asked. */
    public Flux<Owner> owners(Collection<String> members) {
        return members.isEmpty()
                ? Flux.empty()
                : accounts.findByMembers(members)
                        .map(account -> new Owner(
                                account.id(), Objects.requireNonNull(account.member()), account.closedOn() == null));
    }

    /** The member whose own account it is; empty where it is nobody's. For the product itself. */
    public Mono<String> owner(String account) {
        return accounts.findById(account).mapNotNull(Account::member);
    }

    private static Holder holder(Account account) {
        return new Holder(
                account.id(), account.username(), account.name(), account.scope(), account.closedOn() == null);
    }

    /** Names of accounts, for those who read the whole bureau: reviewers, auditors, administrators. */
    Flux<Account> named(Collection<String> ids, Caller caller) {
        var asked = ids.stream().limit(NAMED_AT_ONCE).toList();
        return accounts.findByIds(asked)
                .filter(account -> account.id().equals(caller.account()) || caller.may(READ, account.scope()))
                .sort(Comparator.comparingInt(account -> asked.indexOf(account.id())));
    }
}
