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
import java.util.Map;
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
 * Brings sign-ins and refused ones from the identity provider into the ledger. The provider is asked again and again for
 * what is new since the last time that no bureau was missed, and says which bureaus it is about; after a start, for what a
 * week brought.
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
    }

    @Override
    public Duration every() {
        return every;
    }

    /** No bureau knows of sign-ins; the provider does. */
    @Override
    public Mono<Instant> round() {
        return Mono.empty();
    }

    @Override
    public Flux<Found> found() {
        return Mono.defer(this::asked)
                .flatMapIterable(batch -> batch.noted().entrySet())
                .map(bureau ->
                        new Found(bureau.getKey(), told(bureau.getValue()).doOnError(failure -> missed = true)));
    }

    @Override
    public Mono<Void> finished() {
        return Mono.fromRunnable(() -> {
            if (!missed) {
                since = reached;
            }
            missed = false;
        });
    }

    private Mono<Batch> asked() {
        return keycloak.signIns(since, clock.instant().minus(SETTLED))
                .onErrorResume(
                        failure -> failure instanceof WebClientException || failure instanceof TimeoutException,
                        away -> {
                            log.warn("The identity provider cannot be asked for sign-ins: {}", away.toString());
                            return Mono.just(new Batch(Map.of(), since));
                        })
                .doOnNext(batch -> reached = batch.until());
    }

    private Mono<Void> told(List<Noted> noted) {
        var named = noted.stream().map(Noted::account).collect(Collectors.toSet());
        return accounts.findByIds(named)
                .concatMap(account -> toldInSteps(account, noted))
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
