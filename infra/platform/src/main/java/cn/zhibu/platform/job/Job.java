package cn.zhibu.platform.job;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Something done now and then for each open bureau. Every replica does it, and may die in the middle of it: what it leads
 * to is named after what it is about, so that doing it twice is doing it once.
 */
public interface Job {

    /** The pause between two rounds. */
    Duration every();

    /** One round, for the bureau at hand. */
    Mono<Void> round();
}
