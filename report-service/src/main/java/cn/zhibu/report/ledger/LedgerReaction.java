package cn.zhibu.report.ledger;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Remembered;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import cn.zhibu.platform.event.Together;
import cn.zhibu.report.ledger.LedgerEntry.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Writes every event of all topics into the ledger, once, those that come together in one question. What comes again is
 * recognised by its id; two writers at the same moment cannot take the same number, the slower one tries the next. Lines are
 * written in their order and none after one that was refused, so each follows a line that is there.
 */
@Component
final class LedgerReaction implements EventConsumer {

    /** Where what was done is told of. */
    static final List<String> DONE =
            List.of("member.events", "activity.events", "report.events", "notification.events");

    private static final String AUDIT = "audit.entries";
    private static final int TRIES = 20;
    private static final int LONGEST_PAUSE_MS = 150;

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
        Together<Told> lines = this::append;
        DONE.forEach(topic -> on.from(topic).onAny(from(topic), lines));
        on.from(AUDIT).onAny(from(AUDIT), lines);
    }

    /** What a line is made of besides its place. */
    private record Told(String event, Origin origin, String body) {}

    private static BiFunction<JsonNode, Received, List<Told>> from(String topic) {
        return (body, received) -> {
            var origin = new Origin(
                    topic,
                    received.type(),
                    received.subject(),
                    received.sequence(),
                    received.time(),
                    received.actor(),
                    received.unit());
            return List.of(new Told(received.id(), origin, body.toString()));
        };
    }

    /** What was written already wakes the anchoring too, and is noted as the end: who wrote it may have died before he did. */
    private Mono<Void> append(List<Told> told) {
        var once = new LinkedHashMap<String, Told>();
        told.forEach(each -> once.putIfAbsent(each.event(), each));
        return known.get()
                .switchIfEmpty(Mono.defer(chain::hint))
                .flatMap(hint -> write(List.copyOf(once.values()), hint, TRIES)
                        .flatMap(end -> anchoring.anchored(end, hint.hour())))
                .switchIfEmpty(Mono.defer(() -> anchoring.later().then(chain.end())))
                .flatMap(known::put)
                .flatMap(head -> changes.project(head, head.seq()))
                .then();
    }

    /** Answers the last line that was written here; nothing where all were there. */
    private Mono<LedgerHead> write(List<Told> told, LedgerHead end, int tries) {
        var lines = lines(told, end);
        return changes.append(lines).flatMap(number -> {
            var last = number == 0 ? Mono.<LedgerHead>empty() : Mono.just(LedgerHead.of(lines.get(number - 1)));
            return number == lines.size()
                    ? last
                    : writeRest(told.subList(number, told.size()), tries).switchIfEmpty(last);
        });
    }

    private static List<LedgerEntry> lines(List<Told> told, LedgerHead end) {
        var lines = new ArrayList<LedgerEntry>();
        long seq = end.seq();
        var hash = end.hash();
        for (var each : told) {
            var line = LedgerEntry.after(seq, hash, each.event(), each.origin(), each.body());
            lines.add(line);
            seq = line.seq();
            hash = line.hash();
        }
        return lines;
    }

    /** The next number or event was there already: events that came again, or another writer at the same moment. */
    private Mono<LedgerHead> writeRest(List<Told> rest, int tries) {
        if (tries == 0) {
            return Mono.error(new DuplicateKeyException("Others have taken every number that was tried"));
        }
        var pause = tries == TRIES ? Mono.empty() : Mono.delay(pause());
        return pause.thenMany(entries.ofEvents(rest.stream().map(Told::event).toList()))
                .map(LedgerEntries.Written::entry)
                .collect(Collectors.toSet())
                .map(there -> rest.stream()
                        .filter(each -> !there.contains(each.event()))
                        .toList())
                .filter(fresh -> !fresh.isEmpty())
                .flatMap(fresh -> chain.end().flatMap(end -> write(fresh, end, tries - 1)));
    }

    private static Duration pause() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(2, LONGEST_PAUSE_MS));
    }
}
