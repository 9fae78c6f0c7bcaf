package cn.zhibu.platform.job;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

/**
 * Tells those who listen in this process. Whoever has no room at the moment misses it, and he alone: one that listens and does
 * not take stops neither the one who tells nor the others. What must not be missed is looked for in the store as well.
 */
public final class Bell<T> {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    // emitNext would end it for everybody where one listener has no room.
    private final Sinks.Many<T> sink = Sinks.many().multicast().directBestEffort();

    /** Several may ring at once; one waits for the other. */
    public void ring(T what) {
        var began = System.nanoTime();
        while (sink.tryEmitNext(what) == EmitResult.FAIL_NON_SERIALIZED
                && System.nanoTime() - began < PATIENCE.toNanos()) {
            Thread.onSpinWait();
        }
    }

    public Flux<T> heard() {
        return sink.asFlux();
    }
}
