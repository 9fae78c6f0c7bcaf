package cn.zhibu.platform.event;

import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.change.Failpoints;
import cn.zhibu.platform.change.Projecting;
import cn.zhibu.platform.tenant.Tenancy;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.KafkaHeaders;
import reactor.core.publisher.Mono;

/**
 * One consumer's ear. Restores tenant and trace, calls the table and waits: order per key matters more than the last
 * percent of speed, so this listener thread, and it alone, blocks.
 */
final class Listener implements MessageListener<String, byte[]> {

    private final String group;
    private final Table table;
    private final Projecting rows;

    Listener(String group, Table table, Projecting rows) {
        this.group = group;
        this.table = table;
        this.rows = rows;
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> message) {
        if (message.headers().lastHeader("ce_type") == null) {
            throw new Unreadable("An event without CloudEvents headers at " + place(message));
        }
        var event = KafkaMessageFactory.createReader(message).toEvent();
        var tenant = tenant(event, message);
        var received = received(event);
        var command =
                new Command(received.actor(), group + ":" + received.id(), null, () -> "", text(event, "traceid"));
        work(event, origin(message), received)
                .contextWrite(context -> rows.into(command.into(Tenancy.in(context, tenant))))
                .block(Pace.PER_EVENT);
        Failpoints.pass("before-commit");
    }

    private Mono<Void> work(CloudEvent event, String topic, Received received) {
        var data = event.getData();
        return table.dispatch(topic, received, data == null ? new byte[] {'{', '}'} : data.toBytes());
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

    /** What no retry can mend. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }
}
