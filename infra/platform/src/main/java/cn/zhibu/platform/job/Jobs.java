package cn.zhibu.platform.job;

import cn.zhibu.platform.tenant.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs the jobs: each on its own, its rounds one after the other; a bureau in which one fails stops no other bureau. */
final class Jobs implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    private final List<Job> jobs;
    private final Tenants tenants;
    private final MeterRegistry meters;
    private final Duration first;
    private Disposable.Composite work = Disposables.composite();
    private volatile boolean running;

    Jobs(List<Job> jobs, Tenants tenants, MeterRegistry meters, Duration first) {
        this.jobs = jobs;
        this.tenants = tenants;
        this.meters = meters;
        this.first = first;
    }

    @Override
    public void start() {
        work = Disposables.composite();
        jobs.forEach(job -> work.add(rounds(job).subscribe()));
        running = true;
    }

    private Flux<Void> rounds(Job job) {
        return Flux.interval(first, job.every()).onBackpressureDrop().concatMap(tick -> round(job), 1);
    }

    private Mono<Void> round(Job job) {
        return tenants.forEach(tenant -> Mono.defer(job::round).onErrorResume(failure -> failed(job, failure)))
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
        work.dispose();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
