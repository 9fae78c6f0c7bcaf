package cn.zhibu.crash;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.TestStack;
import cn.zhibu.kit.child.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The five crash windows of a change's way: after the writer has named its place and before the write, after the write and
 * before the handing over, after the send, after what was sent is out of its documents, after the projection. In each the process is halted
 * at least 5 times, more with {@code zhibu.crashes}; afterwards every acknowledged intent is there exactly once, in the
 * store and in the read model, and told under one event id.
 */
class CrashWindowTests {

    private static final int CRASHES = Integer.getInteger("zhibu.crashes", 5);
    private static final int INTENTS_PER_RUN = 6;

    /** Passed once for many writes. */
    private static final String SELDOM = "after-taking";

    private static final ChildJvm CHILDREN = new ChildJvm(CrashChild.class, "192m");

    @TempDir
    Path folder;

    /** One that ends by itself, before those that are halted. */
    @BeforeAll
    static void theFirst(@TempDir Path folder) throws Exception {
        var tenant = UUID.randomUUID().toString();
        assertThat(child(folder, tenant, "after-write", false, List.of("intent"), new TreeMap<>()))
                .isZero();
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(strings = {"after-stamp", "after-write", "after-send", "after-taking", "after-project"})
    void nothingAcknowledgedIsLostAndNothingIsAppliedTwice(String window) throws Exception {
        var tenant = UUID.randomUUID().toString();
        var acked = new TreeMap<String, String>();
        var intended = new ArrayList<String>();
        int crashes = 0;
        for (int run = 0; crashes < CRASHES && run < CRASHES * 3; run++) {
            int number = run;
            var keys = IntStream.range(0, INTENTS_PER_RUN)
                    .mapToObj(i -> "intent-" + number + "-" + i)
                    .toList();
            intended.addAll(keys);
            if (child(folder, tenant, window, true, keys, acked) == 137) {
                crashes++;
            }
        }
        assertThat(crashes).as("crashes in the window " + window).isGreaterThanOrEqualTo(CRASHES);
        var before = Map.copyOf(acked);
        // Every intent again, under its own key, as a client does that had no answer; and nobody crashes any more.
        assertThat(child(folder, tenant, window, false, intended, acked)).isZero();
        assertThat(acked.keySet()).containsExactlyInAnyOrderElementsOf(intended);
        before.forEach((key, id) ->
                assertThat(acked.get(key)).as("a retry answers the same id").isEqualTo(id));
        var told = told(tenant);
        assertThat(told.keySet()).as("told, and nothing else").isEqualTo(new HashSet<>(acked.values()));
        told.forEach((thing, events) ->
                assertThat(events).as("event ids of " + thing).hasSize(1));
    }

    /** One process of a service of its own, so that windows run side by side without sharing groups or collections. */
    private static int child(
            Path folder, String tenant, String window, boolean halts, List<String> keys, Map<String, String> acked)
            throws IOException, InterruptedException {
        var intents = Files.write(folder.resolve("intents-" + UUID.randomUUID()), keys);
        var output = folder.resolve("out-" + UUID.randomUUID());
        var builder = CHILDREN.with(List.of(
                "--spring.mongodb.uri=" + TestStack.storeUri(),
                "--spring.kafka.bootstrap-servers=" + TestStack.brokers(),
                "--spring.kafka.consumer.properties.group.instance.id=crasher",
                "--zhibu.service=probe-" + window,
                "--crash.patience=" + (halts ? 15 : 60),
                "--zhibu.partitions=1",
                "--crash.tenant=" + tenant,
                "--crash.intents=" + intents));
        builder.environment().put("ZHIBU_FAILPOINT", halts ? window + (window.equals(SELDOM) ? ":0.9" : ":0.4") : "");
        builder.redirectOutput(output.toFile());
        var process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as("the process ends")
                .isTrue();
        for (var line : Files.readAllLines(output)) {
            if (line.startsWith("ACK ")) {
                var parts = line.split(" ");
                acked.put(parts[1], parts[2]);
            }
        }
        if (!halts) {
            assertThat(Files.readString(output)).contains("SETTLED " + keys.size());
        }
        return process.exitValue();
    }

    /** Event ids by thing, as the log holds them. */
    private static Map<String, Set<String>> told(String tenant) {
        var told = new HashMap<String, Set<String>>();
        try (var consumer = new KafkaConsumer<String, byte[]>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestStack.brokers(),
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class))) {
            var partitions = consumer.partitionsFor("probe.events").stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (message.key().startsWith(tenant + ":")) {
                        told.computeIfAbsent(message.key().substring(tenant.length() + 1), fresh -> new HashSet<>())
                                .add(new String(
                                        message.headers().lastHeader("ce_id").value()));
                    }
                });
            }
        }
        return told;
    }
}
