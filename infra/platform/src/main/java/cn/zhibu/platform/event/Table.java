package cn.zhibu.platform.event;

import cn.zhibu.platform.input.Door;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A filled subscription table, ready to dispatch. */
public final class Table implements Subscriptions {

    private final JsonMapper json;
    private final Map<String, List<BiFunction<byte[], Received, Mono<Void>>>> lines = new HashMap<>();
    private final Map<String, BiFunction<JsonNode, Received, Mono<Void>>> any = new HashMap<>();
    private final Map<String, List<Consumer<byte[]>>> readers = new HashMap<>();
    private final Set<String> topics = new LinkedHashSet<>();
    private @Nullable String topic;

    private Table(JsonMapper json) {
        this.json = Door.tolerant(json);
    }

    public static Table of(EventConsumer consumer, JsonMapper json) {
        var table = new Table(json);
        consumer.subscribe(table);
        if (table.topics.isEmpty() || table.lines.isEmpty() && table.any.isEmpty()) {
            throw new IllegalStateException(consumer.getClass() + " hears nothing: its table is empty");
        }
        return table;
    }

    @Override
    public Subscriptions from(String topic) {
        this.topic = topic;
        topics.add(topic);
        return this;
    }

    @Override
    public <E> Subscriptions on(String name, Class<E> type, BiFunction<E, Received, Mono<Void>> handler) {
        if (topic == null) {
            throw new IllegalStateException("Say from(topic) before on(" + name + ")");
        }
        readers.computeIfAbsent(name, fresh -> new ArrayList<>()).add(body -> json.readValue(body, type));
        lines.computeIfAbsent(name, fresh -> new ArrayList<>())
                .add((body, received) -> handler.apply(json.readValue(body, type), received));
        return this;
    }

    @Override
    public Subscriptions onAny(BiFunction<JsonNode, Received, Mono<Void>> handler) {
        if (topic == null) {
            throw new IllegalStateException("Say from(topic) before onAny");
        }
        any.put(topic, handler);
        return this;
    }

    public Set<String> topics() {
        return Set.copyOf(topics);
    }

    /** Names of the events heard; for the contract tests. */
    public Set<String> names() {
        return new TreeSet<>(lines.keySet());
    }

    /** Reads a body as each line of that name would, and does nothing with it; for the contract tests. */
    public void read(String name, byte[] body) {
        readers.getOrDefault(name, List.of()).forEach(reader -> reader.accept(body));
    }

    /** Gives the event to each line that names it, in order. Events that no line names are ignored. */
    public Mono<Void> dispatch(String topic, Received received, byte[] body) {
        var all = any.get(topic);
        var everything = all == null ? Mono.<Void>empty() : Mono.defer(() -> all.apply(json.readTree(body), received));
        return everything
                .thenMany(Flux.fromIterable(lines.getOrDefault(received.type(), List.of()))
                        .concatMap(line -> line.apply(body, received)))
                .then();
    }
}
