package cn.zhibu.journey;

import cn.zhibu.stack.launch.Stack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What stands in the topics, and how far everybody has read. */
final class Log {

    /** An event without its body; of a dead letter, why it is one. */
    record Told(String topic, String subject, String id, String type, long sequence, String why) {

        /** Kind of what it is about: a bureau and its topmost unit, say, have the same id. */
        String kind() {
            return type.substring(0, type.indexOf('.'));
        }
    }

    private static final String DEAD_MESSAGE = "kafka_dlt-exception-message";
    private static final String DEAD_TRACE = "kafka_dlt-exception-stacktrace";

    private final Stack stack;

    Log(Stack stack) {
        this.stack = stack;
    }

    /** Everything that was told of a bureau, its dead letters too, in the order of each partition. */
    List<Told> read(String tenant) {
        var told = new ArrayList<Told>();
        try (var consumer = new KafkaConsumer<String, byte[]>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.kafka(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "test-" + UUID.randomUUID(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class))) {
            consumer.subscribe(Pattern.compile("[a-z]+\\.events|.*\\.dlt"));
            for (int quiet = 0; quiet < 6; quiet++) {
                for (var message : consumer.poll(Duration.ofMillis(500))) {
                    quiet = 0;
                    if (message.key() != null && message.key().startsWith(tenant + ":")) {
                        told.add(new Told(
                                message.topic(),
                                message.key().substring(message.key().indexOf(':') + 1),
                                header(message, "ce_id"),
                                header(message, "ce_type"),
                                Long.parseLong(header(message, "ce_sequence")),
                                why(message)));
                    }
                }
            }
        }
        return told;
    }

    private static String why(org.apache.kafka.clients.consumer.ConsumerRecord<?, ?> message) {
        return List.of(DEAD_MESSAGE, DEAD_TRACE).stream()
                .filter(name -> message.headers().lastHeader(name) != null)
                .map(name -> header(message, name))
                .collect(Collectors.joining("\n"));
    }

    private static String header(org.apache.kafka.clients.consumer.ConsumerRecord<?, ?> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** How many events each group of the product has still to read; groups that have read everything are left out. */
    Map<String, Long> behind() {
        try (var admin = AdminClient.create(Map.of("bootstrap.servers", stack.kafka()))) {
            var groups = admin.listGroups().all().get().stream()
                    .map(group -> group.groupId())
                    .filter(group -> group.matches("(member|activity|report|notification)\\..*\\.v\\d+"))
                    .toList();
            var specs = new HashMap<String, ListConsumerGroupOffsetsSpec>();
            groups.forEach(group -> specs.put(group, new ListConsumerGroupOffsetsSpec()));
            var read = admin.listConsumerGroupOffsets(specs).all().get();
            var ends = new HashMap<TopicPartition, OffsetSpec>();
            read.values().forEach(places -> places.keySet().forEach(place -> ends.put(place, OffsetSpec.latest())));
            var written = admin.listOffsets(ends).all().get();
            var behind = new TreeMap<String, Long>();
            read.forEach((group, places) -> places.forEach((place, offset) -> behind.merge(
                    group,
                    written.getOrDefault(place, new ListOffsetsResultInfo(0, 0, java.util.Optional.empty()))
                                    .offset()
                            - (offset == null ? 0 : offset.offset()),
                    Long::sum)));
            behind.values().removeIf(left -> left <= 0);
            return behind;
        } catch (ExecutionException away) {
            throw new IllegalStateException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
