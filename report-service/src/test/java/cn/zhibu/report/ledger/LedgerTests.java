package cn.zhibu.report.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.job.Wakes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.security.Role;
import cn.zhibu.report.Dispatcher;
import cn.zhibu.report.Dispatcher.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** The ledger is a chain: nothing twice, nothing lost, nothing changed unseen. */
@ServiceTest
@Timeout(120)
class LedgerTests {

    @Autowired
    private LedgerReaction reaction;

    @Autowired
    private LedgerService service;

    @Autowired
    private LedgerEntries entries;

    @Autowired
    private LedgerAnchors anchors;

    @Autowired
    private LedgerChain chain;

    @Autowired
    private Changes changes;

    @Autowired
    private Wakes wakes;

    @Autowired
    private World world;

    @Autowired
    private ReactiveMongoTemplate mongo;

    private static List<Event> events(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Event(
                        i % 2 == 0 ? "member.events" : "audit.entries",
                        "member.joined.v1",
                        "m" + i,
                        i,
                        "{\"n\":" + i + "}"))
                .toList();
    }

    private LedgerChain.Verification verified(Dispatcher dispatcher) {
        return dispatcher.read(service.verify(null, null, 0, auditor()));
    }

    @Test
    void everyEventStandsOnceHoweverOftenItComes() {
        var dispatcher = new Dispatcher(reaction);
        dispatcher.hearTwiceInDisorder(events(20), 7);
        var found = verified(dispatcher);
        assertThat(found.entries()).isEqualTo(20);
        assertThat(found.intact()).isTrue();
        assertThat(found.brokenAt()).isNull();
        dispatcher.hearTwiceInDisorder(events(20), 8);
        assertThat(verified(dispatcher).head()).isEqualTo(found.head());
    }

    @Test
    void writersAtTheSameMomentTakeDifferentNumbers() {
        var dispatcher = new Dispatcher(reaction);
        var writers = events(24).stream()
                .flatMap(event -> Stream.of(event, event))
                .map(event -> CompletableFuture.runAsync(() -> dispatcher.hear(event)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(writers).join();
        var found = verified(dispatcher);
        assertThat(found.entries()).isEqualTo(24);
        assertThat(found.intact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"body", "actor", "hash", "swap", "gap", "end"})
    void whateverIsTamperedWithIsFoundAtItsPlace(String how) {
        var dispatcher = new Dispatcher(reaction);
        events(6).forEach(dispatcher::hear);
        var line = dispatcher.read(entries.findById(LedgerEntry.number(how.equals("end") ? 6 : 3)));
        var origin = line.origin();
        var other = new LedgerEntry.Origin(
                origin.topic(), origin.type(), origin.subject(), origin.sequence(), origin.time(), "somebody", null);
        switch (how) {
            case "body" -> dispatcher.read(mongo.save(changed(line, origin, "{}", line.hash())));
            case "actor" -> dispatcher.read(mongo.save(changed(line, other, line.body(), line.hash())));
            case "hash" -> dispatcher.read(mongo.save(changed(line, origin, line.body(), "f".repeat(64))));
            case "swap" -> swap(dispatcher, line);
            default -> dispatcher.read(mongo.remove(line));
        }
        var found = verified(dispatcher);
        assertThat(found.intact()).isFalse();
        assertThat(found.brokenAt()).isEqualTo(line.seq());
    }

    private void swap(Dispatcher dispatcher, LedgerEntry line) {
        var next = dispatcher.read(entries.findById(LedgerEntry.number(line.seq() + 1)));
        dispatcher.read(mongo.save(renumbered(next, line.seq())));
        dispatcher.read(mongo.save(renumbered(line, next.seq())));
    }

    private static LedgerEntry renumbered(LedgerEntry line, long seq) {
        return new LedgerEntry(
                LedgerEntry.number(seq),
                seq,
                line.entry() + "'",
                line.origin(),
                line.body(),
                line.previous(),
                line.hash());
    }

    private static LedgerEntry changed(LedgerEntry line, LedgerEntry.Origin origin, String body, String hash) {
        return new LedgerEntry(line.id(), line.seq(), line.entry(), origin, body, line.previous(), hash);
    }

    @Test
    void theChainIsCheckedPastOneHandful() {
        var dispatcher = new Dispatcher(reaction);
        events(520).forEach(dispatcher::hear);
        assertThat(verified(dispatcher).entries()).isEqualTo(520);
        assertThat(verified(dispatcher).intact()).isTrue();
    }

    @Test
    void theEndIsToldOnceAnHour() {
        var dispatcher = new Dispatcher(reaction);
        events(5).forEach(dispatcher::hear);
        assertThat(dispatcher.read(anchors.findWithin(0, Long.MAX_VALUE).collectList()))
                .hasSize(1);
    }

    @Test
    void theEndIsToldEveryHourThatHasANewOneWhoeverDoesItAndHoweverOften() {
        var dispatcher = new Dispatcher(reaction);
        var nine = Instant.parse("2031-05-01T09:00:20Z");
        events(3).forEach(dispatcher::hear);
        dispatcher.read(
                anchors.findWithin(0, Long.MAX_VALUE).concatMap(mongo::remove).then());
        // three replicas, each several times, one of them restarted
        var rounds = IntStream.range(0, 9)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> dispatcher.read(anchoring(nine.plusSeconds(i)).round())))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(rounds).join();
        assertThat(dispatcher.read(anchors.findWithin(0, 100).collectList()))
                .extracting(LedgerAnchor::id, LedgerAnchor::seq)
                .containsExactly(tuple("2031-05-01T09:00:00Z", 3L));
        dispatcher.read(anchoring(nine.plusSeconds(3600)).round());
        assertThat(dispatcher.read(anchors.findWithin(0, 100).collectList()))
                .as("nothing new to tell")
                .hasSize(1);
        var fourth = events(4).get(3);
        var end = LedgerEntry.after(
                3,
                dispatcher.read(entries.findById(LedgerEntry.number(3))).hash(),
                "e4",
                new LedgerEntry.Origin(fourth.topic(), fourth.name(), "s", 4, nine, null, null),
                "{}");
        dispatcher.read(mongo.insert(end));
        dispatcher.read(anchoring(nine.plusSeconds(7200)).round());
        assertThat(dispatcher.read(anchors.findWithin(0, 100).collectList()))
                .extracting(LedgerAnchor::id, LedgerAnchor::seq)
                .containsExactly(tuple("2031-05-01T09:00:00Z", 3L), tuple("2031-05-01T11:00:00Z", 4L));
        assertThat(verified(dispatcher).intact()).isTrue();
    }

    /** What a line leaves to the next hour is known to the list, also when its writer died before he said so. */
    @Test
    void aLineAfterTheAnchorOfItsHourWakesTheAnchoringAndAQuietLedgerDoesNot() {
        var dispatcher = new Dispatcher(reaction);
        var nine = Instant.parse("2031-05-01T09:00:20Z");
        assertThat(dispatcher.read(anchoring(nine).round()))
                .as("nothing written")
                .isNull();
        events(1).forEach(dispatcher::hear);
        assertThat(moments(dispatcher)).as("told at once").isEmpty();
        dispatcher.hear(events(2).get(1));
        assertThat(moments(dispatcher)).singleElement().satisfies(at -> {
            assertThat(at).isAfter(Instant.now());
            assertThat(at.truncatedTo(ChronoUnit.HOURS)).isEqualTo(at);
        });
        assertThat(dispatcher.read(anchoring(nine).round())).as("all is told").isNull();
        assertThat(dispatcher.read(anchoring(nine.plusSeconds(60)).round())).isNull();
        dispatcher.hear(events(3).get(2));
        assertThat(dispatcher.read(anchoring(nine.plusSeconds(60)).round()))
                .as("the anchor of this hour is there")
                .isEqualTo(Instant.parse("2031-05-01T10:00:00Z"));
    }

    @Test
    void aLineWhoseWriterDiedBeforeHeSaidSoWakesTheAnchoringWhenItsEventComesAgain() {
        var dispatcher = new Dispatcher(reaction);
        var all = events(2);
        dispatcher.hear(all.get(0));
        var first = dispatcher.read(entries.findById(LedgerEntry.number(1)));
        var second = all.get(1);
        var origin = new LedgerEntry.Origin(
                second.topic(), second.name(), second.subject(), second.sequence(), Instant.EPOCH, "actor", null);
        var line = LedgerEntry.after(1, first.hash(), Dispatcher.idOf(second), origin, second.body());
        dispatcher.read(changes.save(Change.of(line)));
        assertThat(moments(dispatcher)).isEmpty();
        dispatcher.hear(second);
        assertThat(moments(dispatcher)).hasSize(1);
        assertThat(verified(dispatcher).entries()).isEqualTo(2);
    }

    private List<Instant> moments(Dispatcher dispatcher) {
        return world.documents("shared", "wakes").stream()
                .filter(wake -> dispatcher.tenant().equals(wake.getString("tenant")))
                .map(wake -> wake.getDate("at").toInstant())
                .toList();
    }

    private LedgerAnchoring anchoring(Instant now) {
        return new LedgerAnchoring(chain, anchors, changes, wakes, Clock.fixed(now, ZoneId.of("Asia/Shanghai")));
    }

    @Test
    void aChainWrittenAnewIsFoundByWhatWasTold() {
        var dispatcher = new Dispatcher(reaction);
        events(4).forEach(dispatcher::hear);
        dispatcher.read(anchoring(Instant.parse("2031-05-01T09:00:20Z")).round());
        var first = dispatcher.read(entries.findById(LedgerEntry.number(1)));
        var seq = 1L;
        var forged = LedgerEntry.after(0, LedgerEntry.NOTHING, first.entry(), first.origin(), "{\"forged\":1}");
        dispatcher.read(mongo.save(forged));
        for (; seq < 4; seq++) {
            var line = dispatcher.read(entries.findById(LedgerEntry.number(seq + 1)));
            forged = LedgerEntry.after(seq, forged.hash(), line.entry(), line.origin(), line.body());
            dispatcher.read(mongo.save(forged));
        }
        var found = verified(dispatcher);
        assertThat(found.intact()).isFalse();
        assertThat(found.fault()).isEqualTo(LedgerChain.Fault.ANCHOR);
    }

    @Test
    void theChainIsCheckedStepByStepToTheSameEnd() {
        var dispatcher = new Dispatcher(reaction);
        events(1100).forEach(dispatcher::hear);
        var whole = verified(dispatcher);
        var so = dispatcher.read(service.verify(0L, null, 500, auditor()));
        int steps = 1;
        while (!so.complete()) {
            assertThat(so.entries()).isEqualTo(500L * steps);
            assertThat(so.total()).isEqualTo(1100);
            so = dispatcher.read(service.verify(so.entries(), so.head(), 500, auditor()));
            steps++;
        }
        assertThat(steps).isEqualTo(3);
        assertThat(so.head()).isEqualTo(whole.head());
        assertThat(so.entries()).isEqualTo(1100);
    }

    @Test
    void whoIsNoAuditorVerifiesNothing() {
        var dispatcher = new Dispatcher(reaction);
        assertThat(dispatcher.read(service.verify(null, null, 0, with(Set.of()))))
                .isNull();
    }

    private static Caller auditor() {
        return with(Set.of("root"));
    }

    private static Caller with(Set<String> reach) {
        return new Caller() {
            @Override
            public String account() {
                return "auditor";
            }

            @Override
            public boolean may(Capability capability, Scope scope) {
                return !reach.isEmpty();
            }

            @Override
            public Set<String> reach(Capability capability) {
                return reach;
            }

            @Override
            public Set<Role> rolesAt(Scope scope) {
                return Set.of();
            }

            @Override
            public boolean operator() {
                return false;
            }

            @Override
            public String token() {
                return "";
            }
        };
    }
}
