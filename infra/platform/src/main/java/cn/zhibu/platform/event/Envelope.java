package cn.zhibu.platform.event;

import cn.zhibu.platform.event.Listener.Unreadable;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/** What a message of a topic says, and of whom. */
record Envelope(String tenant, String trace, Heard heard) {

    static Envelope of(ConsumerRecord<String, byte[]> message) {
        if (message.headers().lastHeader("ce_type") == null) {
            throw new Unreadable("An event without CloudEvents headers at " + place(message));
        }
        var event = KafkaMessageFactory.createReader(message).toEvent();
        var data = event.getData();
        var body = data == null ? new byte[] {'{', '}'} : data.toBytes();
        return new Envelope(
                tenant(event, message), text(event, "traceid"), new Heard(origin(message), received(event), body));
    }

    /** The topic on which the event was told; a dead letter lies on another and says which it came from. */
    private static String origin(ConsumerRecord<String, byte[]> message) {
        var told = message.headers().lastHeader(KafkaHeaders.DLT_ORIGINAL_TOPIC);
        return told == null ? message.topic() : new String(told.value(), StandardCharsets.UTF_8);
    }

    /** The tenant that the envelope names; the key must name the same, or somebody has mixed them up. */
    private static String tenant(CloudEvent event, ConsumerRecord<String, byte[]> message) {
        var tenant = text(event, "tenantid");
        var key = Objects.requireNonNullElse(message.key(), "");
        if (tenant.isEmpty() || !key.startsWith(tenant + ":")) {
            throw new Unreadable("Key and envelope name different tenants at " + place(message));
        }
        return tenant;
    }

    private static Received received(CloudEvent event) {
        var time = event.getTime();
        return new Received(
                event.getId(),
                event.getType(),
                Objects.requireNonNullElse(event.getSubject(), ""),
                Long.parseLong(text(event, "sequence")),
                time == null ? Instant.EPOCH : time.toInstant(),
                nullable(event, "actor"),
                nullable(event, "unitid"));
    }

    private static String text(CloudEvent event, String extension) {
        return Objects.requireNonNullElse(nullable(event, extension), "");
    }

    private static @Nullable String nullable(CloudEvent event, String extension) {
        var value = event.getExtension(extension);
        return value == null ? null : value.toString();
    }

    private static String place(ConsumerRecord<?, ?> message) {
        return message.topic() + "-" + message.partition() + "@" + message.offset();
    }
}
