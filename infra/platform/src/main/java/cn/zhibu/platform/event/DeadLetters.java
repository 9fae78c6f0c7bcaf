package cn.zhibu.platform.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * What could not be handled, per consumer group: GET lists the letters not yet dealt with, POST hands them to their
 * consumer again, in order, and stops at the first that fails once more. A letter that was handled is deleted from its
 * topic: how far it was read rests on no offset that could expire. On the management port only.
 */
@Endpoint(id = "deadletters")
final class DeadLetters {

    private static final int MOST = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A letter: where it is, what it is and why it is here. */
    record Letter(long offset, String key, String type, String reason, Instant at) {}

    /** How many were handled, how many are left, and why it stopped, if it did. */
    record Replay(int handled, int left, String stopped) {}

    private final Listeners listeners;
    private final ConsumerFactory<String, byte[]> factory;
    private final KafkaAdmin kafka;

    DeadLetters(Listeners listeners, ConsumerFactory<String, byte[]> factory, KafkaAdmin kafka) {
        this.listeners = listeners;
        this.kafka = kafka;
        this.factory = factory;
    }

    @ReadOperation
    Map<String, Integer> groups() {
        var counts = new java.util.TreeMap<String, Integer>();
        listeners
                .byGroup()
                .keySet()
                .forEach(group -> counts.put(group, letters(group).size()));
        return counts;
    }

    @ReadOperation
    List<Letter> letters(@Selector String group) {
        try (var consumer = consumer(group)) {
            return waiting(consumer, group).stream().map(DeadLetters::letter).toList();
        }
    }

    @WriteOperation
    Replay replay(@Selector String group) {
        var listener = listeners.byGroup().get(group);
        if (listener == null) {
            return new Replay(0, 0, "There is no group " + group);
        }
        try (var consumer = consumer(group);
                var admin = Admin.create(kafka.getConfigurationProperties())) {
            var waiting = waiting(consumer, group);
            int handled = 0;
            for (var message : waiting) {
                try {
                    listener.hear(message);
                } catch (RuntimeException failure) {
                    return new Replay(handled, waiting.size() - handled, String.valueOf(failure.getMessage()));
                }
                deleted(admin, group, message.offset());
                handled++;
            }
            return new Replay(handled, 0, "");
        }
    }

    private static void deleted(Admin admin, String group, long last) {
        try {
            admin.deleteRecords(Map.of(place(group), RecordsToDelete.beforeOffset(last + 1)))
                    .all()
                    .get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("The letter was handled and could not be deleted", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private Consumer<String, byte[]> consumer(String group) {
        return factory.createConsumer(group + ".dlt", "deadletters");
    }

    private static TopicPartition place(String group) {
        return new TopicPartition(group + ".dlt", 0);
    }

    private static List<ConsumerRecord<String, byte[]>> waiting(Consumer<String, byte[]> consumer, String group) {
        var place = place(group);
        consumer.assign(List.of(place));
        consumer.seekToBeginning(List.of(place));
        var end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(place) < end && found.size() < MOST && System.nanoTime() < until) {
            consumer.poll(Duration.ofMillis(200)).forEach(found::add);
        }
        return found;
    }

    private static Letter letter(ConsumerRecord<String, byte[]> message) {
        return new Letter(
                message.offset(),
                String.valueOf(message.key()),
                header(message, "ce_type"),
                header(message, KafkaHeaders.DLT_EXCEPTION_MESSAGE),
                Instant.ofEpochMilli(message.timestamp()));
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
