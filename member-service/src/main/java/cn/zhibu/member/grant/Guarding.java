package cn.zhibu.member.grant;

import cn.zhibu.member.account.AccountService;
import cn.zhibu.member.account.Holder;
import cn.zhibu.member.grant.GrantGuard.Giving;
import cn.zhibu.member.grant.GrantGuard.Leaving;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Decides what no single grant can know, one command after the other: the guard is read first, then what is held. */
@Component
class Guarding {

    private static final int TRIES = 40;

    private final GrantGuards guards;
    private final Grants grants;
    private final AccountService accounts;
    private final Changes changes;
    private final Clock clock;

    Guarding(GrantGuards guards, Grants grants, AccountService accounts, Changes changes, Clock clock) {
        this.guards = guards;
        this.grants = grants;
        this.accounts = accounts;
        this.changes = changes;
        this.clock = clock;
    }

    /** The grant that may be given now, beside what the account holds and what others are giving it. */
    Mono<Change<Grant>> give(String id, String account, Role role, Scope scope, Grant.@Nullable Post post) {
        var today = LocalDate.now(clock);
        var wanted = new Giving(id, account, role, scope, clock.instant());
        var bare = Grant.give(id, account, role, scope, post, List.of(), today);
        var admitted = decide(guard -> grants.findByAccount(account)
                        .collectList()
                        .map(held -> {
                            var known = held.stream().map(Grant::id).toList();
                            var coming = guard.pending(account, wanted.at()).stream()
                                    .filter(giving -> !known.contains(giving.grant()))
                                    .map(giving -> Grant.give(
                                                    giving.grant(),
                                                    account,
                                                    giving.role(),
                                                    giving.scope(),
                                                    List.of(),
                                                    today)
                                            .state());
                            Grant.give(
                                    id,
                                    account,
                                    role,
                                    scope,
                                    post,
                                    Stream.concat(held.stream(), coming).toList(),
                                    today);
                            return Optional.of(guard.with(wanted));
                        }))
                .thenReturn(bare);
        // What was given under this id is answered as it is, whatever else is held by now.
        return grants.findById(id).map(given -> bare).switchIfEmpty(admitted);
    }

    /**
     * Refuses to let the last administrator of the bureau go.
     *
     * @param grant the one that is revoked; null where the whole account is closed
     */
    Mono<Void> leave(String account, @Nullable String grant, Caller caller) {
        var wanted = new Leaving(account, grant, clock.instant());
        return decide(guard -> administrators(caller)
                .map(held -> held.stream().anyMatch(wanted::takes)
                        ? Optional.of(guard.with(wanted, held))
                        : Optional.<GrantGuard>empty()));
    }

    private Mono<List<Grant>> administrators(Caller caller) {
        return grants.findByRole(Role.BUREAU_ADMIN)
                .filter(Grant::leadsTheBureau)
                .filterWhen(grant -> accounts.holder(grant.account(), caller)
                        .map(Holder::open)
                        .defaultIfEmpty(false))
                .collectList();
    }

    private Mono<Void> decide(Function<GrantGuard, Mono<Optional<GrantGuard>>> decision) {
        return Mono.defer(() -> guards.findById(GrantGuard.ID)
                        .defaultIfEmpty(GrantGuard.empty())
                        .flatMap(decision)
                        .flatMap(Mono::justOrEmpty)
                        .flatMap(guard -> changes.save(Change.of(guard))))
                .retryWhen(Retry.backoff(TRIES, Duration.ofMillis(5))
                        .maxBackoff(Duration.ofMillis(100))
                        .filter(failure -> failure instanceof OptimisticLockingFailureException
                                || failure instanceof DuplicateKeyException)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()))
                .then();
    }
}
