package cn.zhibu.stack.backup;

import cn.zhibu.stack.launch.StackException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The events of one bureau on the broker's topics, oldest first within each key. */
final class Events {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ID = "ce_id";
    private static final Pattern VERSION = Pattern.compile("(([^.]+)\\..+)\\.v(\\d{1,6})");
    private static final int FETCHED = 8 << 20; // bytes

    /** One event as it lies on its topic. */
    record Line(String topic, String key, long time, Map<String, String> headers, String body) {

        static Line of(ConsumerRecord<String, byte[]> message) {
            var headers = new TreeMap<String, String>();
            message.headers().forEach(header -> headers.put(header.key(), base64(header.value())));
            return new Line(message.topic(), message.key(), message.timestamp(), headers, base64(message.value()));
        }

        ProducerRecord<String, byte[]> message() {
            var message = new ProducerRecord<>(
                    topic, null, time, key, Base64.getDecoder().decode(body));
            headers.forEach((name, value) ->
                    message.headers().add(name, Base64.getDecoder().decode(value)));
            return message;
        }

        /** The same event has the same one, wherever it lies; short, since all those of a bureau are remembered. */
        UUID identity() {
            var name = topic + " " + key + " " + headers.getOrDefault(ID, body);
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }

        private static String base64(byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
    }

    private interface Sink {
        void take(Line line) throws IOException;
    }

    private final String broker;

    Events(String broker) {
        this.broker = broker;
    }

    /** Which of the services' consumers have yet to read what lies on the topics now; empty when none has. */
    List<String> behind() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker));
                var consumer = consumer()) {
            var ends = consumer.endOffsets(partitions(consumer));
            var behind = new ArrayList<String>();
            for (String group : newest(admin.listGroups().all().get())) {
                var read = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                if (read.entrySet().stream()
                        .anyMatch(at ->
                                at.getValue() != null && at.getValue().offset() < ends.getOrDefault(at.getKey(), 0L))) {
                    behind.add(group);
                }
            }
            return behind;
        } catch (ExecutionException failure) {
            throw new StackException("the broker at " + broker + " does not say how far its readers are", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", stopped);
        }
    }

    /** The services' groups; of a projection that was built anew only the newest, for nobody reads as the others any more. */
    static List<String> newest(Collection<GroupListing> groups) {
        var newest = new TreeMap<String, Integer>();
        for (GroupListing group : groups) {
            var version = VERSION.matcher(group.groupId());
            if (version.matches() && Place.SERVICES.contains(version.group(2))) {
                newest.merge(version.group(1), Integer.valueOf(version.group(3)), Math::max);
            }
        }
        return newest.entrySet().stream()
                .map(group -> group.getKey() + ".v" + group.getValue())
                .toList();
    }

    /** One event a line; answers how many. */
    long write(String bureau, OutputStream out) throws IOException {
        var count = new long[1];
        walk(bureau, line -> {
            out.write(JSON.writeValueAsBytes(line));
            out.write('\n');
            count[0]++;
        });
        return count[0];
    }

    /** Sends what does not lie on the topics yet; answers how many. */
    long send(String bureau, BufferedReader lines) throws IOException {
        Set<UUID> there = new HashSet<>();
        walk(bureau, line -> there.add(line.identity()));
        long sent = 0;
        var failed = new java.util.concurrent.atomic.AtomicReference<@Nullable Exception>();
        try (var producer = new KafkaProducer<String, byte[]>(
                Map.of("bootstrap.servers", broker, "acks", "all", "enable.idempotence", true),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (var text = lines.readLine(); text != null; text = lines.readLine()) {
                var line = JSON.readValue(text, Line.class);
                if (!there.contains(line.identity())) {
                    producer.send(line.message(), (where, failure) -> failed.compareAndSet(null, failure));
                    sent++;
                }
            }
            producer.flush();
        }
        var failure = failed.get();
        if (failure != null) {
            throw new StackException("the broker did not take all events of the bureau", failure);
        }
        return sent;
    }

    private void walk(String bureau, Sink sink) throws IOException {
        try (var consumer = consumer()) {
            var all = partitions(consumer);
            var ends = consumer.endOffsets(all);
            consumer.assign(all);
            consumer.seekToBeginning(all);
            var left = ends.entrySet().stream()
                    .filter(end -> end.getValue() > 0)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            while (!left.isEmpty()) {
                for (var message : consumer.poll(POLL)) {
                    if (message.key() != null && message.key().startsWith(bureau + ":")) {
                        sink.take(Line.of(message));
                    }
                }
                left.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            }
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "fetch.max.bytes",
                        FETCHED),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Of all topics but the broker's own and those of letters that could not be read. */
    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        return consumer.listTopics().entrySet().stream()
                .filter(topic ->
                        !topic.getKey().startsWith("__") && !topic.getKey().endsWith(".dlt"))
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }
}
