package cn.zhibu.report.ledger;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Remembered;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import cn.zhibu.report.ledger.LedgerEntry.Origin;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;

/**
 * Writes every event of all topics into the ledger, once. What comes again is recognised by its id; two writers at the
 * same moment cannot take the same number, the slower one tries the next.
 */
@Component
final class LedgerReaction implements EventConsumer {

    /** Where what was done is told of. */
    static final List<String> DONE =
            List.of("member.events", "activity.events", "report.events", "notification.events");

    private static final String AUDIT = "audit.entries";
    private static final int TRIES = 20;

    private final LedgerEntries entries;
    private final LedgerChain chain;
    private final LedgerAnchoring anchoring;
    private final Changes changes;
    private final Remembered<LedgerHead> known = new Remembered<>();

    LedgerReaction(LedgerEntries entries, LedgerChain chain, LedgerAnchoring anchoring, Changes changes) {
        this.entries = entries;
        this.chain = chain;
        this.anchoring = anchoring;
        this.changes = changes;
    }

    @Override
    public String name() {
        return "ledger-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        DONE.forEach(topic -> on.from(topic).onAny(into(topic)));
        on.from(AUDIT).onAny(into(AUDIT));
    }

    private BiFunction<JsonNode, Received, Mono<Void>> into(String topic) {
        return (body, received) -> append(topic, body, received);
    }

    /** What was written already wakes the anchoring too: who wrote it may have died before he did. */
    private Mono<Void> append(String topic, JsonNode body, Received received) {
        var origin = new Origin(
                topic,
                received.type(),
                received.subject(),
                received.sequence(),
                received.time(),
                received.actor(),
                received.unit());
        Function<LedgerHead, Mono<LedgerEntry>> after =
                end -> write(LedgerEntry.after(end.seq(), end.hash(), received.id(), origin, body.toString()));
        return known.get()
                .switchIfEmpty(Mono.defer(chain::hint))
                .flatMap(hint -> after.apply(hint)
                        .onErrorResume(DuplicateKeyException.class, taken -> unlessWritten(received.id(), after))
                        .flatMap(entry -> anchoring.anchored(LedgerHead.of(entry), hint.hour())))
                .switchIfEmpty(Mono.defer(() -> anchoring.later().then(Mono.empty())))
                .flatMap(known::put)
                .flatMap(head -> changes.project(head, head.seq()))
                .then();
    }

    /** The number or the event was there already: an event that came again, or another writer at the same moment. */
    private Mono<LedgerEntry> unlessWritten(String event, Function<LedgerHead, Mono<LedgerEntry>> after) {
        return entries.existsByEntry(event)
                .filter(written -> !written)
                .flatMap(fresh -> chain.end())
                .flatMap(after)
                .retryWhen(Retry.backoff(TRIES, Duration.ofMillis(2))
                        .maxBackoff(Duration.ofMillis(100))
                        .filter(DuplicateKeyException.class::isInstance));
    }

    /** Only who finds his own line under the number has written it. */
    private Mono<LedgerEntry> write(LedgerEntry line) {
        return changes.save(Change.of(line))
                .flatMap(stored -> stored.hash().equals(line.hash())
                        ? Mono.just(stored)
                        : Mono.error(new DuplicateKeyException("Another line has the number " + line.seq())));
    }
}
