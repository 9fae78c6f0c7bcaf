package cn.zhibu.report.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.security.Role;
import cn.zhibu.report.Dispatcher;
import cn.zhibu.report.Dispatcher.Event;
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

    private LedgerService.Verification verified(Dispatcher dispatcher) {
        return dispatcher.read(service.verify(auditor()));
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
    @ValueSource(strings = {"body", "actor", "hash", "gap", "end"})
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
            default -> dispatcher.read(mongo.remove(line));
        }
        var found = verified(dispatcher);
        assertThat(found.intact()).isFalse();
        assertThat(found.brokenAt()).isEqualTo(line.seq());
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
        assertThat(dispatcher.read(mongo.findAll(LedgerAnchor.class).collectList()))
                .hasSize(1);
    }

    @Test
    void whoIsNoAuditorVerifiesNothing() {
        var dispatcher = new Dispatcher(reaction);
        assertThat(dispatcher.read(service.verify(with(Set.of())))).isNull();
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
