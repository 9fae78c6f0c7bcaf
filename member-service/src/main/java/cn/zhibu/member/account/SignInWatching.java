package cn.zhibu.member.account;

import cn.zhibu.member.account.SignIns.Batch;
import cn.zhibu.member.account.SignIns.Noted;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings sign-ins and refused ones from the identity provider into the ledger. The provider is asked once a round for what
 * is new since the last round in which no bureau was missed; after a start, for what a week brought.
 */
@Component
class SignInWatching implements Job {

    private static final Logger log = LoggerFactory.getLogger(SignInWatching.class);
    private static final Duration AFTER_A_START = Duration.ofDays(7);

    /** What happened a moment ago may not all have been noted yet; it is left to the next round. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final Keycloak keycloak;
    private final Accounts accounts;
    private final Changes changes;
    private final Clock clock;
    private final Duration every;
    private final Mono<Batch> batch;
    private volatile Instant since;
    private volatile Instant reached;
    private volatile boolean missed;

    SignInWatching(
            Keycloak keycloak,
            Accounts accounts,
            Changes changes,
            Clock clock,
            @Value("${zhibu.identities.sign-ins-every}") Duration every) {
        this.keycloak = keycloak;
        this.accounts = accounts;
        this.changes = changes;
        this.clock = clock;
        this.every = every;
        this.since = clock.instant().minus(AFTER_A_START);
        this.reached = since;
        this.batch = Mono.defer(this::asked).cache(every.dividedBy(2));
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public Mono<Void> round() {
        return batch.flatMap(this::told).doOnError(failure -> missed = true);
    }

    @Override
    public void finished() {
        if (!missed) {
            since = reached;
        }
        missed = false;
    }

    private Mono<Batch> asked() {
        return keycloak.signIns(since, clock.instant().minus(SETTLED))
                .onErrorResume(
                        failure -> failure instanceof WebClientException || failure instanceof TimeoutException,
                        away -> {
                            log.warn("The identity provider cannot be asked for sign-ins: {}", away.toString());
                            return Mono.just(new Batch(List.of(), since));
                        })
                .doOnNext(batch -> reached = batch.until());
    }

    private Mono<Void> told(Batch batch) {
        var named = batch.noted().stream().map(Noted::account).collect(Collectors.toSet());
        return named.isEmpty()
                ? Mono.empty()
                : accounts.findByIds(named)
                        .concatMap(account -> toldInSteps(account, batch.noted()))
                        .then();
    }

    private Flux<SignIns> toldInSteps(Account account, List<Noted> noted) {
        return Flux.fromIterable(SignIns.steps(account.id(), noted)).concatMap(step -> told(account, step));
    }

    /** Who signed in has acted; who failed to may have been anybody. What another replica tells at the same moment is told. */
    private Mono<SignIns> told(Account account, List<Noted> step) {
        var actor = step.get(0).refusal() == null ? account.id() : null;
        return changes.on(SignIns.class, account.id())
                .decide(signIns -> signIns.tell(step))
                .switchIfEmpty(Mono.defer(() -> changes.save(SignIns.of(account).tell(step))))
                .onErrorResume(DuplicateKeyException.class, told -> Mono.empty())
                .onErrorResume(OptimisticLockingFailureException.class, told -> Mono.empty())
                .contextWrite(context -> new Command(actor, null, null, () -> "", "").into(context));
    }
}
