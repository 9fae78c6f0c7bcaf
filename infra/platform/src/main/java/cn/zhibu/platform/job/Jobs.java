package cn.zhibu.platform.job;

import cn.zhibu.platform.tenant.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Runs the jobs: each on its own, its rounds one after the other; a bureau in which one fails stops no other bureau. */
final class Jobs implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    private final List<Job> jobs;
    private final Tenants tenants;
    private final MeterRegistry meters;
    private Sinks.Empty<Void> end = Sinks.empty();
    private Mono<Void> work = Mono.empty();
    private volatile boolean running;

    Jobs(List<Job> jobs, Tenants tenants, MeterRegistry meters) {
        this.jobs = jobs;
        this.tenants = tenants;
        this.meters = meters;
    }

    @Override
    public void start() {
        end = Sinks.empty();
        work = Flux.fromIterable(jobs)
                .flatMap(this::rounds, Math.max(1, jobs.size()))
                .then()
                .cache();
        work.subscribe();
        running = true;
    }

    /** What has begun is brought to its end: the last round, then no more. */
    private Flux<Void> rounds(Job job) {
        return Flux.interval(job.after(), job.every())
                .takeUntilOther(end.asMono())
                .onBackpressureDrop()
                .concatMap(tick -> round(job), 1);
    }

    private Mono<Void> round(Job job) {
        return tenants.forEach(tenant -> Mono.defer(job::round).onErrorResume(failure -> failed(job, failure)))
                .doOnSuccess(done -> job.finished())
                .onErrorResume(failure -> failed(job, failure));
    }

    private Mono<Void> failed(Job job, Throwable failure) {
        var name = job.getClass().getSimpleName();
        meters.counter("zhibu.jobs.failed", "job", name).increment();
        log.warn("{} failed for a bureau and is tried again in {}", name, job.every(), failure);
        return Mono.empty();
    }

    @Override
    public void stop() {
        end.tryEmitEmpty();
        running = false;
    }

    @Override
    public void stop(Runnable ended) {
        stop();
        work.doFinally(signal -> ended.run()).subscribe();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
