package cn.zhibu.platform.change;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;

/**
 * Two replicas write the same documents side by side while the broker comes and goes and one replica after the other
 * dies. Whatever happens: a listener that ignores what is not newer hears every version of every document, in order.
 */
@ServiceTest
class RelayOrderTests {

    @SpringBootApplication(scanBasePackageClasses = ProbeApplication.class)
    static class Probe {}

    private static final int STEPS = 60;
    private static final int DOCUMENTS = 5;
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
    private final List<Replica> all = new ArrayList<>();
    private final Replica[] two = new Replica[2];
    private final Map<String, Integer> acknowledged = new HashMap<>();
    private volatile Duration ahead = Duration.ZERO;
    private final InstantSource source = () -> Instant.now().plus(ahead);
    private final Clock clock = source.withZone(ZoneOffset.UTC);

    @BeforeEach
    void onlyOurs() {
        usual.stop();
    }

    @AfterEach
    void everybody() {
        all.forEach(Replica::die);
        usual.start();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everyVersionOfEveryDocumentIsHeardInOrder(long seed) {
        var random = new Random(seed);
        born(0);
        born(1);
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(12)) {
                case 0 -> log.there(false);
                case 1, 2 -> log.there(true);
                case 3 -> die(random.nextInt(2));
                case 4 -> all.get(all.size() - 1).broker.slowest(random.nextInt(1, 40));
                case 5 -> restart(random.nextInt(2));
                default -> write(random);
            }
        }
        log.there(true);
        ahead = ahead.plus(Duration.ofMinutes(2)); // whoever is dead is silent by now
        World.await(() -> world.documents(tenant, "things").stream()
                .noneMatch(thing -> thing.containsKey(Outbox.UNSENT)
                        || !thing.getList(Outbox.FIELD, Document.class).isEmpty()));
        assertThat(acknowledged).as("something was written").isNotEmpty();
        for (var thing : world.documents(tenant, "things")) {
            var id = thing.getString("_id");
            assertThat(thing.getInteger("count")).as("acknowledged of " + id).isEqualTo(acknowledged.get(id));
            assertThat(log.heard(id))
                    .as("heard of " + id + " with seed " + seed)
                    .containsExactlyElementsOf(LongStream.rangeClosed(0, thing.getLong("version"))
                            .map(version -> version * Envelopes.EVENTS_PER_VERSION)
                            .boxed()
                            .toList());
        }
    }

    /** Both replicas at once, on documents that they share. */
    private void write(Random random) {
        var id = "thing-" + random.nextInt(DOCUMENTS);
        if (!acknowledged.containsKey(id)) {
            two[random.nextInt(2)]
                    .changes
                    .save(Thing.make(id, "u"))
                    .contextWrite(context -> Tenancy.in(context, tenant))
                    .block(LIMIT);
            acknowledged.put(id, 0);
        }
        int acts = random.nextInt(1, 8);
        Flux.range(0, acts)
                .flatMap(
                        act -> two[act % 2]
                                .changes
                                .on(Thing.class, id)
                                .decide(Thing::increase)
                                .retry(200),
                        4)
                .contextWrite(context -> Tenancy.in(context, tenant))
                .then()
                .block(LIMIT);
        acknowledged.merge(id, acts, Integer::sum);
    }

    private void born(int which) {
        two[which] = new Replica(databases, mongo, clock, log);
        all.add(two[which]);
        two[which].relay.start();
    }

    private void die(int which) {
        two[which].die();
        born(which);
        ahead = ahead.plus(Duration.ofSeconds(10)); // the living are thought silent now and then, too
    }

    private void restart(int which) {
        var rests = new CountDownLatch(1);
        two[which].relay.stop(rests::countDown);
        try {
            assertThat(rests.await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("it comes to rest")
                    .isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        two[which].relay.start();
    }
}
