package cn.zhibu.platform.job;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Work that comes round by itself, once for each open tenant. Every replica does it, so what it writes is named after its
 * reason (the hour, the file): done twice, or begun again after a crash, it changes nothing.
 */
public interface Job {

    /** The pause between two rounds. */
    Duration every();

    /** One round for the tenant at hand. */
    Mono<Void> run();
}
