package cn.zhibu.report.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.TestStack;
import cn.zhibu.kit.World;
import cn.zhibu.platform.tenant.Tenancy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** However many replicas look at the same moment, a duty is told under one event. */
@ServiceTest
class DutyWatchingTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Autowired
    private World world;

    @Autowired
    private DutyWatching watching;

    @Test
    void manyLooksAtOnceTellOnce() {
        var tenant = world.bureau();
        var branch = UUID.randomUUID().toString();
        var unit = new HashMap<String, Object>(
                Map.of("unit", branch, "kind", "BRANCH", "ancestors", List.of(tenant, branch), "from", "2015-01-01"));
        unit.put("parent", tenant);
        world.send(tenant, "member.events", "unit.created.v1", branch, unit);
        World.await(() -> world.exists(tenant, "directory_units_v1", branch));
        for (int round = 0; round < 3; round++) {
            Flux.range(0, 4)
                    .flatMap(replica -> watching.round().subscribeOn(Schedulers.parallel()), 4)
                    .contextWrite(context -> Tenancy.in(context, tenant))
                    .blockLast(LIMIT);
        }
        World.await(() -> {
            var watch = world.document(tenant, "duty_watches", DutyWatch.nameOf(branch));
            return watch != null && watch.getList("_outbox", Object.class).isEmpty();
        });
        var told = told(tenant);
        assertThat(told).filteredOn("duty.overdue.v1"::equals).hasSize(1);
        assertThat(told).filteredOn("duty.due-soon.v1"::equals).hasSizeLessThanOrEqualTo(1);
        assertThat(told).doesNotContain("duty.settled.v1");
    }

    /** Names of the events that the log holds of this bureau's watches, each event id once. */
    private static List<String> told(String tenant) {
        var told = new HashMap<String, String>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        TestStack.brokers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        UUID.randomUUID().toString(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("report.events"));
            for (int quiet = 0; quiet < 4; ) {
                var messages = consumer.poll(Duration.ofMillis(500));
                quiet = messages.isEmpty() ? quiet + 1 : 0;
                messages.forEach(message -> {
                    if (message.key().startsWith(tenant + ":")) {
                        told.put(
                                new String(message.headers().lastHeader("ce_id").value()),
                                new String(
                                        message.headers().lastHeader("ce_type").value()));
                    }
                });
            }
        }
        return new ArrayList<>(told.values());
    }
}
