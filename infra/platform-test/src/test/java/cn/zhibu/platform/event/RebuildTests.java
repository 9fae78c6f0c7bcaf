package cn.zhibu.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import cn.zhibu.probe.ProbeApplication;
import cn.zhibu.probe.ThingRow;
import cn.zhibu.probe.ThingRowAnew;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A projection of the next version, beside rows that the one before has reckoned wrongly. */
@ServiceTest
class RebuildTests {

    @SpringBootApplication(scanBasePackageClasses = ProbeApplication.class)
    static class Probe {}

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int THINGS = 20;

    @Autowired
    private World world;

    @Autowired
    private Changes changes;

    @Autowired
    private TenantDatabases databases;

    @Autowired
    private ConsumerFactory<String, byte[]> factory;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Autowired
    private JsonMapper json;

    @Test
    void theNextVersionReadsFromTheBeginningIntoRowsOfItsOwn() {
        var tenant = world.bureau();
        for (int thing = 0; thing < THINGS; thing++) {
            world.send(tenant, "probe.events", "thing.made.v1", id(thing), 0, Map.of("thing", id(thing)));
            world.send(
                    tenant,
                    "probe.events",
                    "thing.counted.v1",
                    id(thing),
                    1000,
                    Map.of("thing", id(thing), "count", thing));
        }
        World.await(() -> counts(tenant, "thing_rows_v1").values().stream()
                        .mapToInt(count -> count)
                        .sum()
                == THINGS * (THINGS - 1) / 2);
        databases
                .of(tenant)
                .flatMap(database -> Mono.from(database.getCollection("thing_rows_v1")
                        .updateOne(Filters.eq("_id", id(7)), Updates.set("count", 700))))
                .block(LIMIT);
        var old = counts(tenant, "thing_rows_v1");
        var anew = new Anew(changes);
        listening(anew, () -> {
            World.await(() -> rebuilt(tenant));
            assertThat(anew.deliveries.get()).isGreaterThanOrEqualTo(2 * THINGS);
        });
        assertThat(counts(tenant, "thing_rows_v1"))
                .as("what the version before has reckoned stays beside it")
                .isEqualTo(old);
        anew.deliveries.set(0);
        listening(anew, () -> {
            world.send(tenant, "probe.events", "thing.counted.v1", id(1), 2000, Map.of("thing", id(1), "count", 99));
            World.await(() ->
                    Integer.valueOf(99).equals(counts(tenant, "thing_rows_v2").get(id(1))));
        });
        assertThat(anew.deliveries.get())
                .as("it has a group of its own and goes on")
                .isLessThan(THINGS);
    }

    private boolean rebuilt(String tenant) {
        var rows = world.documents(tenant, "thing_rows_v2");
        return rows.size() == THINGS
                && rows.stream()
                        .allMatch(row -> row.getString("_id").equals(id(row.getInteger("count")))
                                && row.getInteger("doubled") == 2 * row.getInteger("count"));
    }

    private void listening(EventConsumer consumer, Runnable meanwhile) {
        var listeners = new Listeners(List.of(consumer), factory, kafka, json, new SimpleMeterRegistry(), "probe", 3);
        assertThat(listeners.byGroup()).containsOnlyKeys("probe.thing-projection.v2");
        listeners.start();
        try {
            meanwhile.run();
        } finally {
            listeners.stop();
        }
    }

    private Map<String, Integer> counts(String tenant, String collection) {
        var counts = new TreeMap<String, Integer>();
        for (Document row : world.documents(tenant, collection)) {
            counts.put(row.getString("_id"), row.getInteger("count"));
        }
        return counts;
    }

    private static String id(int thing) {
        return "thing-" + thing;
    }

    @Test
    void aVersionThatWouldKeepOldRowsDoesNotStart() {
        assertThatThrownBy(() -> Generation.rows("probe.x.v2", consumer(2, ThingRow.class)))
                .hasMessageContaining("thing_rows_v1");
        assertThatThrownBy(() -> Generation.rows("probe.x.v1", consumer(1, ThingRowAnew.class)))
                .hasMessageContaining("thing_rows_v2");
        assertThatThrownBy(() -> Generation.rows("probe.x.v2", consumer(2))).hasMessageContaining("not done twice");
        assertThat(Generation.rows("probe.x.v1", consumer(1)).rows()).isEmpty();
    }

    @Test
    void aRowThatAProjectionDoesNotNameIsNotWritten() {
        var rows = Generation.rows("probe.x.v2", consumer(2, ThingRowAnew.class));
        for (var writing : List.of(
                changes.project(new ThingRow("strange", 1), 1),
                changes.project(new ThingRowAnew("own", 1, 2), 1)
                        .then(changes.project(new ThingRow("strange", 1), 1)))) {
            assertThatThrownBy(() -> writing.contextWrite(
                                    context -> rows.into(Tenancy.in(context, "00000000-0000-4000-8000-000000000001")))
                            .block(LIMIT))
                    .hasMessageContaining("without naming it");
        }
    }

    private static EventConsumer consumer(int version, Class<?>... rows) {
        return new EventConsumer() {
            @Override
            public String name() {
                return "x";
            }

            @Override
            public int version() {
                return version;
            }

            @Override
            public List<Class<?>> rows() {
                return List.of(rows);
            }

            @Override
            public void subscribe(Subscriptions on) {}
        };
    }

    /** The second version: it reckons one thing more. */
    static final class Anew implements EventConsumer {

        record Made(String thing) {}

        record Counted(String thing, int count) {}

        final AtomicInteger deliveries = new AtomicInteger();
        private final Changes changes;

        Anew(Changes changes) {
            this.changes = changes;
        }

        @Override
        public String name() {
            return "thing-projection";
        }

        @Override
        public int version() {
            return 2;
        }

        @Override
        public List<Class<?>> rows() {
            return List.of(ThingRowAnew.class);
        }

        @Override
        public void subscribe(Subscriptions on) {
            on.from("probe.events")
                    .on("thing.made.v1", Made.class, (made, received) -> row(made.thing(), 0, received))
                    .on(
                            "thing.counted.v1",
                            Counted.class,
                            (counted, received) -> row(counted.thing(), counted.count(), received));
        }

        private Mono<Void> row(String thing, int count, Received received) {
            if (!thing.startsWith("thing-")) {
                return Mono.empty();
            }
            deliveries.incrementAndGet();
            return changes.project(new ThingRowAnew(thing, count, 2 * count), received.sequence())
                    .then();
        }
    }
}
