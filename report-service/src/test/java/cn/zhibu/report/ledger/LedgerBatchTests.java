package cn.zhibu.report.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Asked;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.report.Dispatcher;
import cn.zhibu.report.Dispatcher.Event;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;

/** However events are cut into batches, come again and are interrupted, lines, chain and head are those of one by one. */
@ServiceTest
@Timeout(180)
class LedgerBatchTests {

    private static final int EVENTS = 80;

    @Autowired
    private LedgerEntries entries;

    @Autowired
    private LedgerHeads heads;

    @Autowired
    private LedgerChain chain;

    @Autowired
    private LedgerAnchoring anchoring;

    @Autowired
    private Changes changes;

    @Autowired
    private World world;

    @Autowired
    private ReactiveMongoTemplate mongo;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 16);
    }

    /** One that remembers nothing, as after a restart. */
    private LedgerReaction reaction() {
        return new LedgerReaction(entries, chain, anchoring, changes);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyBatchesRepeatsAndCrashesWriteTheSameLedger(long seed) {
        var random = new Random(seed);
        var events = events(EVENTS);
        var alone = new Dispatcher(reaction());
        events.forEach(alone::hear);
        var dispatcher = new Dispatcher(reaction());
        var heard = 0;
        while (heard < EVENTS) {
            int again = random.nextInt(3) == 0 ? Math.max(0, heard - random.nextInt(10)) : heard;
            int until = Math.min(EVENTS, heard + 1 + random.nextInt(15));
            var batch = new ArrayList<>(events.subList(again, until));
            if (random.nextInt(4) == 0) {
                batch.addAll(events.subList(again, again + (until - again) / 2)); // twice in one batch
            }
            switch (random.nextInt(4)) {
                case 0 -> dispatcher = crashed(dispatcher, batch, batch.size());
                case 1 -> dispatcher = crashed(dispatcher, batch, random.nextInt(batch.size()));
                default -> {}
            }
            dispatcher.hear(batch);
            heard = until;
        }
        assertThat(lines(dispatcher)).isEqualTo(lines(alone)).hasSize(EVENTS);
        var head = dispatcher.read(heads.findById(LedgerHead.ID));
        var one = alone.read(heads.findById(LedgerHead.ID));
        assertThat(head.seq()).isEqualTo(one.seq()).isEqualTo(EVENTS);
        assertThat(head.hash()).isEqualTo(one.hash());
        assertThat(dispatcher
                        .read(chain.verify(0, LedgerEntry.NOTHING, Long.MAX_VALUE))
                        .intact())
                .isTrue();
    }

    /** Who wrote so many lines died before he noted where they end, or in their middle. */
    private Dispatcher crashed(Dispatcher dispatcher, List<Event> batch, int lines) {
        var before = world.document(dispatcher.tenant(), "ledger_head", LedgerHead.ID);
        if (lines > 0) {
            dispatcher.hear(batch.subList(0, lines));
        }
        if (before != null) {
            dispatcher.read(mongo.getCollection("ledger_head")
                    .flatMap(there -> Mono.from(there.replaceOne(Filters.eq("_id", LedgerHead.ID), before))));
        }
        return dispatcher.beside(reaction());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void replicasThatHearTheSameAtOnceWriteEachEventOnceInOneChain(long seed) {
        var events = events(EVENTS);
        var first = new Dispatcher(reaction());
        var replicas = List.of(first, first.beside(reaction()), first.beside(reaction()));
        var writing = IntStream.range(0, replicas.size())
                .mapToObj(replica -> CompletableFuture.runAsync(() ->
                        Dispatcher.cut(events, new Random(seed * 10 + replica)).forEach(replicas.get(replica)::hear)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(writing).join();
        var found = first.read(chain.verify(0, LedgerEntry.NOTHING, Long.MAX_VALUE));
        assertThat(found.intact()).isTrue();
        assertThat(found.complete()).isTrue();
        assertThat(found.entries()).isEqualTo(EVENTS);
        assertThat(lines(first).stream().map(LedgerEntry::entry))
                .containsExactlyElementsOf(new LinkedHashSet<>(
                        events.stream().map(Dispatcher::idOf).toList()));
    }

    /** Lines and the end, whatever number of lines there are. */
    @Test
    void aBurstIsTwoQuestionsAndSoIsOneEvent() {
        var dispatcher = new Dispatcher(reaction());
        dispatcher.hear(events(1));
        for (int size : List.of(1, 100)) {
            var number = new AtomicInteger(size * 10_000);
            long asked = Asked.fewest(
                    dispatcher.tenant(),
                    () -> dispatcher.hear(Stream.generate(() -> event(number.incrementAndGet()))
                            .limit(size)
                            .toList()));
            System.out.printf("QUESTIONS of %d lines written together: %d%n", size, asked);
            assertThat(asked).as(size + " lines").isEqualTo(2);
        }
    }

    private List<LedgerEntry> lines(Dispatcher dispatcher) {
        return dispatcher.read(entries.findByIdIn(LongStream.rangeClosed(1, EVENTS + 1)
                        .mapToObj(LedgerEntry::number)
                        .toList())
                .collectSortedList(Comparator.comparing(LedgerEntry::seq)));
    }

    private static List<Event> events(int number) {
        return IntStream.range(0, number).mapToObj(LedgerBatchTests::event).toList();
    }

    private static Event event(int at) {
        return new Event(
                at % 3 == 0 ? "audit.entries" : "activity.events",
                "session.held.v1",
                "s" + at,
                at,
                "{\"n\":" + at + "}");
    }
}
