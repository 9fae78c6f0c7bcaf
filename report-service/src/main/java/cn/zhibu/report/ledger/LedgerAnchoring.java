package cn.zhibu.report.ledger;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.job.Job;
import cn.zhibu.platform.job.Wakes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells the end of the ledger to the outside once an hour, if there is a new one. The anchor is named after its hour:
 * several replicas and restarts make one of it. Who writes the first line of an hour does not wait for the round; a later
 * one wakes it for the next hour.
 */
@Component
class LedgerAnchoring implements Job {

    private final LedgerChain chain;
    private final LedgerAnchors anchors;
    private final Changes changes;
    private final Wakes wakes;
    private final Clock clock;

    LedgerAnchoring(LedgerChain chain, LedgerAnchors anchors, Changes changes, Wakes wakes, Clock clock) {
        this.chain = chain;
        this.anchors = anchors;
        this.changes = changes;
        this.wakes = wakes;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Instant> round() {
        var now = clock.instant();
        var last = anchors.findFirstByOrderBySeqDesc().map(LedgerAnchor::seq).defaultIfEmpty(0L);
        return Mono.zip(chain.end(), last)
                .filter(both -> both.getT1().seq() > both.getT2())
                .flatMap(both -> told(both.getT1(), now))
                .filter(told -> !told)
                .map(later -> LedgerAnchor.nextHour(now));
    }

    /** Asked after every line; only the first of an hour has something to tell. Answers the head with its hour. */
    Mono<LedgerHead> anchored(LedgerHead end, @Nullable String last) {
        var now = clock.instant();
        var hour = LedgerAnchor.hour(now);
        return (hour.equals(last) ? Mono.just(false) : told(end, now))
                .flatMap(told -> told ? Mono.empty() : later())
                .thenReturn(end.anchoredIn(hour));
    }

    /** There may be a line that the anchor of this hour does not know. */
    Mono<Void> later() {
        return wakes.wake(LedgerAnchoring.class, LedgerAnchor.nextHour(clock.instant()));
    }

    /** Whether the anchor of this hour knows this end. */
    private Mono<Boolean> told(LedgerHead end, Instant now) {
        return anchors.findById(LedgerAnchor.hour(now))
                .switchIfEmpty(Mono.defer(() -> changes.save(LedgerAnchor.of(end, now))))
                .map(anchor -> anchor.seq() >= end.seq())
                .onErrorResume(DuplicateKeyException.class, another -> Mono.just(false));
    }
}
