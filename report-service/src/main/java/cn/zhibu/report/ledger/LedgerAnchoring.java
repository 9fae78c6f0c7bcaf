package cn.zhibu.report.ledger;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells the end of the ledger to the outside once an hour, if there is a new one. The anchor is named after its hour:
 * several replicas and restarts make one of it. Who writes the first line of an hour does not wait for the round.
 */
@Component
class LedgerAnchoring implements Job {

    private final LedgerChain chain;
    private final LedgerAnchors anchors;
    private final Changes changes;
    private final Clock clock;

    LedgerAnchoring(LedgerChain chain, LedgerAnchors anchors, Changes changes, Clock clock) {
        this.chain = chain;
        this.anchors = anchors;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Void> round() {
        var last = anchors.findFirstByOrderBySeqDesc().map(LedgerAnchor::seq).defaultIfEmpty(0L);
        return anchors.findById(LedgerAnchor.hour(clock.instant()))
                .hasElement()
                .filter(there -> !there)
                .flatMap(due -> Mono.zip(chain.end(), last))
                .filter(both -> both.getT1().seq() > both.getT2())
                .flatMap(both -> tell(both.getT1(), clock.instant()));
    }

    /** Asked after every line; only the first of an hour has something to tell. Answers the head with its hour. */
    Mono<LedgerHead> anchored(LedgerHead end, @Nullable String last) {
        var now = clock.instant();
        var hour = LedgerAnchor.hour(now);
        return (hour.equals(last) ? Mono.<Void>empty() : tell(end, now)).thenReturn(end.anchoredIn(hour));
    }

    private Mono<Void> tell(LedgerHead end, Instant now) {
        return anchors.findById(LedgerAnchor.hour(now))
                .switchIfEmpty(Mono.defer(() -> changes.save(LedgerAnchor.of(end, now))))
                .onErrorResume(DuplicateKeyException.class, another -> Mono.empty())
                .then();
    }
}
