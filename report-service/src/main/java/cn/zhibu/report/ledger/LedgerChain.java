package cn.zhibu.report.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The ledger as a chain: where it ends, whether it holds, and all of it to take away. */
@Component
class LedgerChain {

    private static final Pageable LAST = PageRequest.of(0, 1, Sort.by(Sort.Direction.DESC, "id"));
    private static final int CHUNK = 500;
    private static final int EXPORTED = 100;

    private final LedgerEntries entries;
    private final LedgerHeads heads;
    private final LedgerAnchors anchors;
    private final JsonMapper json;
    private final Clock clock;

    LedgerChain(LedgerEntries entries, LedgerHeads heads, LedgerAnchors anchors, JsonMapper json, Clock clock) {
        this.entries = entries;
        this.heads = heads;
        this.anchors = anchors;
        this.json = json;
        this.clock = clock;
    }

    enum Fault {
        /** A line is not as it was written, or does not follow the one before it. */
        CHANGED,
        /** A line is not there. */
        MISSING,
        /** A line is not the one that was told to the outside. */
        ANCHOR
    }

    /**
     * How far the chain was checked, and what was found.
     *
     * @param intact as far as it was checked
     * @param brokenAt number of the first line at fault
     * @param head hash of the last line that holds
     * @param total number of lines there are
     * @param complete whether there is nothing left to check
     */
    record Verification(
            boolean intact,
            long entries,
            @Nullable Long brokenAt,
            @Nullable Fault fault,
            String head,
            long total,
            boolean complete,
            Instant at) {}

    /** Where the ledger was last seen to end. */
    Mono<LedgerHead> hint() {
        return heads.findById(LedgerHead.ID).defaultIfEmpty(LedgerHead.none());
    }

    /** The last line: the hint, or what was written after it. */
    Mono<LedgerHead> end() {
        return hint().flatMap(head -> entries.behind(LedgerEntry.number(head.seq()), LAST)
                .next()
                .map(LedgerHead::of)
                .defaultIfEmpty(head));
    }

    /** Checks on from a line that holds, so many lines at most; each against the one before it and against its anchor. */
    Mono<Verification> verify(long after, String hash, long most) {
        return end().flatMap(end -> {
            var begun = new Verification(true, after, null, null, hash, end.seq(), false, clock.instant());
            return step(begun)
                    .expand(so -> so.complete() || so.entries() - after >= most ? Mono.empty() : step(so))
                    .last();
        });
    }

    private Mono<Verification> step(Verification before) {
        long until = Math.min(before.entries() + CHUNK, before.total());
        var told = anchors.findWithin(before.entries(), until)
                .collect(Collectors.toMap(LedgerAnchor::seq, LedgerAnchor::hash, (one, other) -> one));
        return Mono.zip(lines(before.entries(), until), told)
                .map(both -> checked(before, until, both.getT1(), both.getT2()))
                .flatMap(so -> so.intact() && so.entries() == so.total() ? toTheEnd(so) : Mono.just(so));
    }

    /** What was told to the outside and is not there any more was cut off. */
    private Mono<Verification> toTheEnd(Verification so) {
        return anchors.findWithin(so.entries(), Long.MAX_VALUE)
                .hasElements()
                .map(cut -> cut
                        ? broken(so, so.entries(), so.head(), Fault.MISSING)
                        : new Verification(true, so.entries(), null, null, so.head(), so.total(), true, so.at()));
    }

    private static Verification checked(
            Verification before, long until, List<LedgerEntry> lines, Map<Long, String> told) {
        long seq = before.entries();
        var hash = before.head();
        for (var line : lines) {
            if (line.seq() != seq + 1) {
                return broken(before, seq, hash, Fault.MISSING);
            }
            if (!line.follows(seq, hash)) {
                return broken(before, seq, hash, Fault.CHANGED);
            }
            if (!told.getOrDefault(line.seq(), line.hash()).equals(line.hash())) {
                return broken(before, seq, hash, Fault.ANCHOR);
            }
            seq = line.seq();
            hash = line.hash();
        }
        return seq < until
                ? broken(before, seq, hash, Fault.MISSING)
                : new Verification(true, seq, null, null, hash, before.total(), false, before.at());
    }

    private static Verification broken(Verification before, long seq, String hash, Fault fault) {
        return new Verification(false, seq, seq + 1, fault, hash, before.total(), true, before.at());
    }

    private Mono<List<LedgerEntry>> lines(long after, long until) {
        var ids = LongStream.rangeClosed(after + 1, until)
                .mapToObj(LedgerEntry::number)
                .toList();
        return entries.findByIdIn(ids).collectSortedList(Comparator.comparing(LedgerEntry::seq));
    }

    /** The whole ledger as lines of JSON: its head, its entries, its anchors, its end. */
    Flux<String> export(String bureau) {
        return end().flatMapMany(end -> {
            var first = Map.of(
                    "kind", "ledger", "format", 1, "bureau", bureau, "entries", end.seq(), "at", clock.instant());
            var chunks = Flux.generate(() -> 0L, (Long after, reactor.core.publisher.SynchronousSink<Long> sink) -> {
                if (after >= end.seq()) {
                    sink.complete();
                } else {
                    sink.next(after);
                }
                return after + EXPORTED;
            });
            // one part at a time, and the next when the reader has taken this one
            var all = chunks.concatMap(after -> lines(after, Math.min(after + EXPORTED, end.seq())), 0)
                    .flatMapIterable(lines -> lines, 1)
                    .map(Line::of);
            var number = new AtomicLong();
            var told = anchors.findWithin(0, end.seq()).map(Told::of).doOnNext(one -> number.incrementAndGet());
            var last = Mono.fromSupplier(
                    () -> Map.of("kind", "end", "entries", end.seq(), "head", end.hash(), "anchors", number.get()));
            return Flux.concat(Flux.just(first), all, told, last).map(line -> json.writeValueAsString(line) + "\n");
        });
    }

    /** An entry as it is exported: everything that its hash was made of; {@code time} in milliseconds. */
    private record Line(
            String kind,
            long seq,
            String entry,
            String topic,
            String type,
            String subject,
            long sequence,
            long time,
            @Nullable String actor,
            @Nullable String unit,
            String body,
            String previous,
            String hash) {

        static Line of(LedgerEntry entry) {
            var origin = entry.origin();
            return new Line(
                    "entry",
                    entry.seq(),
                    entry.entry(),
                    origin.topic(),
                    origin.type(),
                    origin.subject(),
                    origin.sequence(),
                    origin.time().toEpochMilli(),
                    origin.actor(),
                    origin.unit(),
                    entry.body(),
                    entry.previous(),
                    entry.hash());
        }
    }

    private record Told(String kind, String hour, long seq, String hash) {

        static Told of(LedgerAnchor anchor) {
            return new Told("anchor", anchor.id(), anchor.seq(), anchor.hash());
        }
    }
}
