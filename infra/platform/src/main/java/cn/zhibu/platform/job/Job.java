package cn.zhibu.platform.job;

import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Something done for a bureau when its moment has come. Every replica does it, and may die in the middle of it: what it
 * leads to is named after what it is about, so that doing it twice is doing it once. Whoever writes what will be due at a
 * moment says so to {@link Wakes}; every bureau is looked at once after a start and once a day as well.
 */
public interface Job {

    /** The pause between two questions for the bureaus whose moment has come, and before what failed is tried again. */
    Duration every();

    /** The pause after the start before the first question. */
    default Duration after() {
        return Duration.ofSeconds(5);
    }

    /** One round, for the bureau at hand. Answers when there is something to do next; nothing, if not until it is woken. */
    Mono<Instant> round();

    /** What something outside says at this moment that there is to do, bureau by bureau. */
    default Flux<Found> found() {
        return Flux.empty();
    }

    /** Work for one bureau; where it fails, it has to be found again. */
    record Found(String bureau, Mono<Void> work) {}

    /** Done when all whose moment had come, or in which something was found, have had their round. */
    default Mono<Void> finished() {
        return Mono.empty();
    }
}
