package cn.zhibu.platform.event;

import java.util.List;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The table of events that a consumer hears. Events and fields that it does not name are ignored. */
public interface Subscriptions {

    /** The topic of the lines that follow. */
    Subscriptions from(String topic);

    /** One line: events of this name, read as this type, go to this handler. */
    <E> Subscriptions on(String name, Class<E> type, BiFunction<E, Received, Mono<Void>> handler);

    /** One line: events of this name are read as these, and go there with all others that came at the same time. */
    <E, R> Subscriptions on(String name, Class<E> type, BiFunction<E, Received, List<R>> reading, Together<R> together);

    /** Every event of the topic, whatever its name. */
    Subscriptions onAny(BiFunction<JsonNode, Received, Mono<Void>> handler);

    /** The same, read and taken together with all others that came at the same time. */
    <R> Subscriptions onAny(BiFunction<JsonNode, Received, List<R>> reading, Together<R> together);
}
