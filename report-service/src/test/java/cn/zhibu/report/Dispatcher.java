package cn.zhibu.report;

import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Heard;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Table;
import cn.zhibu.platform.tenant.Tenancy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Hands events to a consumer's table, as the listener does, inside a bureau of its own. */
public final class Dispatcher {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Table table;
    private final String tenant;

    public Dispatcher(EventConsumer consumer) {
        this(consumer, UUID.randomUUID().toString());
    }

    private Dispatcher(EventConsumer consumer, String tenant) {
        this.table = Table.of(consumer, JSON);
        this.tenant = tenant;
    }

    /** Hands events to another consumer, in the same bureau. */
    public Dispatcher beside(EventConsumer other) {
        return new Dispatcher(other, tenant);
    }

    /** One event of a topic, with the sequence it has within its subject. */
    public record Event(String topic, String name, String subject, long sequence, String body) {

        public static Event sample(String topic, String name, String subject, long sequence, Object... fields) {
            var body = (ObjectNode) JSON.readTree(text(name));
            for (int i = 0; i < fields.length; i += 2) {
                body.set(String.valueOf(fields[i]), JSON.valueToTree(fields[i + 1]));
            }
            return new Event(topic, name, subject, sequence, body.toString());
        }

        private static String text(String name) {
            try {
                var found = new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:zhibu/contracts/*/" + name + ".json");
                return found[0].getContentAsString(StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public String tenant() {
        return tenant;
    }

    public static String idOf(Event event) {
        return UUID.nameUUIDFromBytes((event.subject() + event.sequence()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    public void hear(Event event) {
        hear(List.of(event));
    }

    /** Several that came together. */
    public void hear(List<Event> together) {
        read(table.dispatch(together.stream().map(Dispatcher::heard).toList()));
    }

    private static Heard heard(Event event) {
        var received = new Received(
                idOf(event),
                event.name(),
                event.subject(),
                event.sequence(),
                Instant.parse("2026-11-20T01:00:00Z"),
                "actor",
                null);
        return new Heard(event.topic(), received, event.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Cuts what comes into batches by chance. */
    public static List<List<Event>> cut(List<Event> events, Random random) {
        var batches = new ArrayList<List<Event>>();
        for (int from = 0; from < events.size(); ) {
            int until = Math.min(events.size(), from + 1 + random.nextInt(12));
            batches.add(List.copyOf(events.subList(from, until)));
            from = until;
        }
        return batches;
    }

    /** Every event twice, in an order of the seed. */
    public void hearTwiceInDisorder(List<Event> events, long seed) {
        var all = new ArrayList<>(events);
        all.addAll(events);
        Collections.shuffle(all, new Random(seed));
        all.forEach(this::hear);
    }

    public <T> T read(Mono<T> work) {
        return work.contextWrite(context -> Tenancy.in(context, tenant)).block(LIMIT);
    }
}
