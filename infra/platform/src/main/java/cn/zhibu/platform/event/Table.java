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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A filled subscription table, ready to dispatch. */
public final class Table implements Subscriptions {

    private final JsonMapper json;
    private final Map<String, List<Line>> lines = new HashMap<>();
    private final Map<String, Line> any = new HashMap<>();
    private final Map<String, List<Consumer<byte[]>>> readers = new HashMap<>();
    private final Set<String> topics = new LinkedHashSet<>();
    private @Nullable String topic;

    private Table(JsonMapper json) {
        this.json = Door.tolerant(json);
    }

    /** Adds what is to be done with an event to the steps that are there already. */
    @FunctionalInterface
    private interface Line {
        void add(Heard heard, List<Step> steps);

        /** Whether it takes several events at once. */
        default boolean gathers() {
            return false;
        }
    }

    @FunctionalInterface
    private interface Step {
        Mono<Void> done();
    }

    /** A line whose events are read and taken together. */
    private record Gathering<R>(BiFunction<byte[], Received, List<R>> reading, Together<R> together) implements Line {

        @Override
        public boolean gathers() {
            return true;
        }

        @Override
        public void add(Heard heard, List<Step> steps) {
            var read = reading.apply(heard.body(), heard.received());
            var last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
            if (last instanceof Gathered<?> before && before.together().equals(together)) {
                @SuppressWarnings("unchecked")
                var same = (Gathered<R>) before;
                same.read().addAll(read);
            } else {
                steps.add(new Gathered<>(together, new ArrayList<>(read)));
            }
        }
    }

    private record Gathered<R>(Together<R> together, List<R> read) implements Step {

        @Override
        public Mono<Void> done() {
            return read.isEmpty() ? Mono.empty() : together.take(List.copyOf(read));
        }
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
        return line(
                name,
                type,
                (heard, steps) -> steps.add(() -> handler.apply(json.readValue(heard.body(), type), heard.received())));
    }

    @Override
    public <E, R> Subscriptions on(
            String name, Class<E> type, BiFunction<E, Received, List<R>> reading, Together<R> together) {
        return line(
                name,
                type,
                new Gathering<>((body, received) -> reading.apply(json.readValue(body, type), received), together));
    }

    private Subscriptions line(String name, Class<?> type, Line line) {
        said("on(" + name + ")");
        readers.computeIfAbsent(name, fresh -> new ArrayList<>()).add(body -> json.readValue(body, type));
        lines.computeIfAbsent(name, fresh -> new ArrayList<>()).add(line);
        return this;
    }

    @Override
    public Subscriptions onAny(BiFunction<JsonNode, Received, Mono<Void>> handler) {
        any.put(
                said("onAny"),
                (heard, steps) -> steps.add(() -> handler.apply(json.readTree(heard.body()), heard.received())));
        return this;
    }

    @Override
    public <R> Subscriptions onAny(BiFunction<JsonNode, Received, List<R>> reading, Together<R> together) {
        any.put(
                said("onAny"),
                new Gathering<>((body, received) -> reading.apply(json.readTree(body), received), together));
        return this;
    }

    private String said(String what) {
        if (topic == null) {
            throw new IllegalStateException("Say from(topic) before " + what);
        }
        return topic;
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

    /** Whether anything is taken together at all. */
    boolean gathers() {
        return Stream.concat(any.values().stream(), lines.values().stream().flatMap(List::stream))
                .anyMatch(Line::gathers);
    }

    /** Whether all that is done with such an event is done together with others. */
    boolean gathers(String topic, String type) {
        return lines(topic, type).allMatch(Line::gathers);
    }

    private Stream<Line> lines(String topic, String type) {
        return Stream.concat(Stream.ofNullable(any.get(topic)), lines.getOrDefault(type, List.of()).stream());
    }

    /** Gives the event to each line that names it, in order. Events that no line names are ignored. */
    public Mono<Void> dispatch(String topic, Received received, byte[] body) {
        return dispatch(List.of(new Heard(topic, received, body)));
    }

    /** Gives events of one bureau to each line that names them, in order, together where lines do so. */
    public Mono<Void> dispatch(List<Heard> told) {
        return Flux.defer(() -> {
                    var steps = new ArrayList<Step>();
                    for (var heard : told) {
                        lines(heard.topic(), heard.received().type()).forEach(line -> line.add(heard, steps));
                    }
                    return Flux.fromIterable(steps).concatMap(Step::done);
                })
                .then();
    }
}
