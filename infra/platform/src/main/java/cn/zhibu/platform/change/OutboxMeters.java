package cn.zhibu.platform.change;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Meters: documents with unsent events ({@code zhibu.outbox.depth}) and the age of the oldest in seconds. */
final class OutboxMeters implements SmartLifecycle {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Markers markers;
    private final Clock clock;
    private final AtomicLong depth = new AtomicLong();
    private final AtomicLong age = new AtomicLong();
    private Disposable work = Disposables.disposed();

    OutboxMeters(Markers markers, MeterRegistry meters, Clock clock) {
        this.markers = markers;
        this.clock = clock;
        Gauge.builder("zhibu.outbox.depth", depth, AtomicLong::get).register(meters);
        Gauge.builder("zhibu.outbox.age", age, AtomicLong::get)
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    public void start() {
        work = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> read().onErrorResume(unreadable -> Mono.empty()), 1)
                .subscribe();
    }

    private Mono<Void> read() {
        return markers.count()
                .doOnNext(depth::set)
                .then(markers.oldest())
                .map(since -> Math.max(
                        0, Duration.between(since.toInstant(), clock.instant()).toSeconds()))
                .defaultIfEmpty(0L)
                .doOnNext(age::set)
                .then();
    }

    @Override
    public void stop() {
        work.dispose();
    }

    @Override
    public boolean isRunning() {
        return !work.isDisposed();
    }
}
