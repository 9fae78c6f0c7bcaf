package cn.zhibu.platform.change;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.TestStack;
import cn.zhibu.kit.World;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import cn.zhibu.probe.ProbeApplication;
import cn.zhibu.probe.Thing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Replicas of their own, with a broker that comes and goes. */
@ServiceTest
class RelayTests {

    @SpringBootApplication(scanBasePackageClasses = ProbeApplication.class)
    static class Probe {}

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private TenantDatabases databases;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private World world;

    @Autowired
    private Relay usual;

    private final String tenant = UUID.randomUUID().toString();
    private final Broker.Log log = new Broker.Log();
    private final List<Replica> replicas = new ArrayList<>();
    private volatile Duration ahead = Duration.ZERO;
    private final InstantSource source = () -> Instant.now().plus(ahead);
    private final Clock clock = source.withZone(ZoneOffset.UTC);

    @BeforeEach
    void onlyOurs() {
        usual.stop();
        forgetWriters();
    }

    @AfterEach
    void leaveNothing() {
        replicas.forEach(Replica::die);
        forgetWriters();
    }

    @Test
    void theBrokersReturnIsFoundBehindAnEventThatItRefuses() {
        var replica = started();
        log.there(false);
        made(replica, "refused");
        made(replica, "told");
        World.await(() -> !replica.sender.reachable());
        made(replica, "later");
        World.await(() -> replica.relay.depth() == 3); // it counts about: what is being set aside may stand twice
        assertThat(log.times("told")).isZero();
        log.there(true);
        World.await(() -> empty("told") && empty("later"));
        assertThat(replica.sender.reachable()).isTrue();
        assertThat(empty("refused")).isFalse();
        World.await(() -> replica.relay.depth() == 1);
        ahead = Duration.ofMinutes(2);
        assertThat(replica.relay.age()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
    }

    @Test
    void itStartsAsOftenAsItIsStopped() {
        var replica = started();
        for (int time = 0; time < 3; time++) {
            var id = "started-" + time;
            replica.relay.start();
            made(replica, id);
            World.await(() -> empty(id));
            replica.relay.stop();
            assertThat(replica.relay.isRunning()).isFalse();
            var left = "left-" + time;
            made(replica, left);
            assertThat(empty(left)).as("while it rests nothing is sent").isFalse();
        }
        replica.relay.start();
        World.await(() -> empty("left-0") && empty("left-1") && empty("left-2"));
    }

    @Test
    void whoRestsWithNothingLeftLeavesNoTraceAndWritesLaterUnderAnotherName() {
        var replica = started();
        made(replica, "one");
        assertThat(writers()).hasSize(1);
        World.await(() -> empty("one") && replica.relay.depth() == 0);
        var before = replica.writers.self();
        replica.relay.stop(() -> {});
        World.await(() -> writers().isEmpty());
        made(replica, "two");
        assertThat(replica.writers.self()).isNotEqualTo(before);
        assertThat(writers()).extracting(writer -> writer.getString("_id")).containsExactly(replica.writers.self());
        ahead = Duration.ofMinutes(1);
        started();
        World.await(() -> empty("two"));
    }

    @Test
    void whatADeadReplicaLeftIsSentByAnotherAndBeforeWhatThatWrites() {
        var dead = started();
        log.there(false);
        made(dead, "own");
        made(dead, "shared");
        dead.die();
        log.there(true);
        var other = started();
        increased(other, "shared");
        World.await(() -> empty("shared"));
        assertThat(log.heard("shared")).containsExactly(0L, 1000L);
        assertThat(log.times("own")).as("while it may live nobody else sends").isZero();
        ahead = Duration.ofMinutes(1);
        World.await(() -> empty("own"));
        assertThat(log.heard("own")).containsExactly(0L);
    }

    @Test
    void aDeadWriterIsLookedAfterForADayAndThenForgotten() {
        var dead = started();
        made(dead, "told");
        World.await(() -> empty("told"));
        dead.die();
        var name = dead.writers.self();
        var other = started();
        made(other, "alive");
        ahead = Duration.ofMinutes(1);
        World.await(() -> looks(name) == 1);
        // What it had begun arrives long after its death, as of a process or a network that was frozen.
        stored("late", new Stamp(name, 1), 0);
        ahead = Duration.ofMinutes(3);
        World.await(() -> empty("late"));
        for (int hours = 1; hours <= 40; hours++) {
            ahead = Duration.ofHours(hours);
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        }
        World.await(() -> looks(name) < 0);
        assertThat(writers()).extracting(writer -> writer.getString("_id")).containsExactly(other.writers.self());
    }

    @Test
    void whatNobodyKnowsToBeWrittenIsLookedForAndCallsNobody() {
        var replica = started();
        made(replica, "first");
        var stamp = Objects.requireNonNull(
                replica.writers.enter(new Shelf(tenant, "things")).block(LIMIT));
        var place = new Place(new Shelf(tenant, "things"), "perhaps");
        replica.relay.begin(place);
        replica.relay.doubtful(place, stamp);
        replica.writers.leave();
        World.await(() -> empty("first"));
        World.await(() -> replica.relay.depth() == 0);
        stored("perhaps", stamp, 0);
        ahead = Duration.ofSeconds(10);
        World.await(() -> empty("perhaps"));
        assertThat(log.heard("perhaps")).containsExactly(0L);
    }

    @Test
    void whatLiesUnderMarkersOfEarlierReleasesIsSentAndTheMarkersGo() {
        var replica = replica();
        world.store(tenant, "things", List.of(document("old", 0).append("version", 0L)));
        for (var id : List.of("old", "never-written")) {
            world.store(
                    Tenancy.SHARED,
                    "outbox",
                    List.of(new Document("_id", tenant + "|things|" + id)
                            .append("tenant", tenant)
                            .append("collection", "things")
                            .append("doc", id)));
        }
        replica.relay.start();
        World.await(() -> empty("old")
                && world.document(Tenancy.SHARED, "outbox", tenant + "|things|old") == null
                && world.document(Tenancy.SHARED, "outbox", tenant + "|things|never-written") == null);
        assertThat(log.heard("old")).containsExactly(0L);
    }

    @Test
    void aBusyDocumentIsNeverFullWhileTheBrokerIsThere() {
        var one = started();
        var other = started();
        made(one, "busy");
        Flux.range(0, Unsent.MOST + 100)
                .flatMap(
                        number -> ours(number % 2 == 0 ? one : other)
                                .on(Thing.class, "busy")
                                .decide(Thing::increase)
                                .retry(50)
                                .contextWrite(context -> Tenancy.in(context, tenant)),
                        4)
                .then()
                .block(LIMIT.multipliedBy(3));
        World.await(() -> empty("busy"));
        assertThat(log.heard("busy")).hasSize(Unsent.MOST + 101);
    }

    private static Changes ours(Replica replica) {
        return replica.changes;
    }

    private Replica replica() {
        var replica = new Replica(databases, mongo, clock, log);
        replicas.add(replica);
        return replica;
    }

    private Replica started() {
        var replica = replica();
        replica.relay.start();
        return replica;
    }

    private void made(Replica replica, String id) {
        replica.changes
                .save(Thing.make(id, "u"))
                .contextWrite(context -> Tenancy.in(context, tenant))
                .block(LIMIT);
    }

    private void increased(Replica replica, String id) {
        replica.changes
                .on(Thing.class, id)
                .decide(Thing::increase)
                .contextWrite(context -> Tenancy.in(context, tenant))
                .block(LIMIT);
    }

    private void stored(String id, Stamp stamp, long version) {
        world.store(
                tenant,
                "things",
                List.of(document(id, version).append("version", version).append(Outbox.UNSENT, stamp.document())));
    }

    private Document document(String id, long version) {
        var envelope = new Envelope(
                id + "-event",
                "probe.events",
                "probe.v1",
                tenant,
                id,
                version * 1000,
                Instant.now(),
                null,
                null,
                "",
                "{}");
        return new Document("_id", id).append(Outbox.FIELD, List.of(envelope.document()));
    }

    private boolean empty(String id) {
        var stored = world.document(tenant, "things", id);
        return stored != null
                && !stored.containsKey(Outbox.UNSENT)
                && stored.getList(Outbox.FIELD, Document.class).isEmpty();
    }

    private List<Document> writers() {
        return world.documents(Tenancy.SHARED, Writers.COLLECTION);
    }

    private int looks(String writer) {
        var stored = world.document(Tenancy.SHARED, Writers.COLLECTION, writer);
        return stored == null ? -1 : stored.getInteger("looks", 0);
    }

    private void forgetWriters() {
        databases
                .of(Tenancy.SHARED)
                .flatMap(shared -> Mono.from(TestStack.store()
                        .getDatabase(shared.getName())
                        .getCollection(Writers.COLLECTION)
                        .deleteMany(new Document())))
                .block(LIMIT);
    }
}
