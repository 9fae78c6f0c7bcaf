package cn.zhibu.platform.change;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.TestStack;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import cn.zhibu.probe.ProbeApplication;
import com.mongodb.client.model.Filters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import reactor.core.publisher.Mono;

/** A relay of its own, with a broker that comes and goes. */
@ServiceTest
class RelayTests {

    @SpringBootApplication(scanBasePackageClasses = ProbeApplication.class)
    static class Probe {}

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    private TenantDatabases databases;

    @Autowired
    private Markers markers;

    @Autowired
    private Relay usual;

    private final String tenant = UUID.randomUUID().toString();
    private volatile boolean there;

    @BeforeEach
    void onlyOurs() {
        usual.stop();
    }

    @AfterEach
    void leaveNothing() {
        databases
                .of(Tenancy.SHARED)
                .flatMap(shared -> Mono.from(TestStack.store()
                        .getDatabase(shared.getName())
                        .getCollection("outbox")
                        .deleteMany(Filters.eq("tenant", tenant))))
                .block(PATIENCE);
    }

    @Test
    void theBrokersReturnIsFoundBehindAMarkerThatHasNothingToSend() {
        markers.set(new Markers.Place(tenant, "things", "never-written"), 0).block(PATIENCE);
        written("told");
        var sender = new Sender(new Broker(), "probe");
        var relay = new Relay(databases, markers, sender, Clock.systemUTC());
        relay.start();
        try {
            await(() -> !sender.reachable());
            there = true;
            await(() -> outbox("told").isEmpty());
            assertThat(sender.reachable()).isTrue();
        } finally {
            relay.stop();
        }
    }

    @Test
    void itStartsAsOftenAsItIsStopped() {
        there = true;
        var sender = new Sender(new Broker(), "probe");
        var relay = new Relay(databases, markers, sender, Clock.systemUTC());
        for (int time = 0; time < 3; time++) {
            var id = "started-" + time;
            relay.start();
            relay.start();
            written(id);
            for (int act = 0; act < 100; act++) {
                relay.offer(new Markers.Place(tenant, "things", id));
            }
            await(() -> outbox(id).isEmpty());
            relay.stop();
            assertThat(relay.isRunning()).isFalse();
            var left = "left-" + time;
            written(left);
            relay.offer(new Markers.Place(tenant, "things", left));
            assertThat(outbox(left)).as("while it rests nothing is sent").hasSize(1);
        }
        relay.start();
        try {
            await(() -> outbox("left-0").isEmpty() && outbox("left-2").isEmpty());
        } finally {
            relay.stop();
        }
    }

    private void written(String id) {
        var envelope = new Envelope(
                id + "-event", "probe.events", "probe.v1", tenant, id, 0, Instant.now(), null, null, "", "{}");
        markers.set(new Markers.Place(tenant, "things", id), 0).block(PATIENCE);
        databases
                .of(tenant)
                .flatMap(database -> Mono.from(database.getCollection("things")
                        .insertOne(new Document("_id", id)
                                .append("version", 0L)
                                .append(Changes.OUTBOX, List.of(envelope.document())))))
                .block(PATIENCE);
    }

    private List<Document> outbox(String id) {
        return databases
                .of(tenant)
                .flatMap(database -> Mono.from(database.getCollection("things")
                        .find(Filters.eq("_id", id))
                        .first()))
                .map(stored -> stored.getList(Changes.OUTBOX, Document.class))
                .block(PATIENCE);
    }

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }

    private final class Broker extends KafkaTemplate<String, byte[]> {
        Broker() {
            super(new DefaultKafkaProducerFactory<>(Map.of()));
        }

        @Override
        public CompletableFuture<SendResult<String, byte[]>> send(ProducerRecord<String, byte[]> message) {
            return there
                    ? CompletableFuture.completedFuture(new SendResult<>(message, null))
                    : CompletableFuture.failedFuture(new TimeoutException("away"));
        }
    }
}
