package cn.zhibu.platform.job;

import cn.zhibu.platform.tenant.Tenants;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the rounds: a tenant whose round fails is tried again in the next one and holds nobody else up. */
final class Jobs implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    private static final Duration LONGEST_BREATH = Duration.ofSeconds(10);

    private final List<Job> jobs;
    private final Tenants tenants;
    private Disposable.Composite work = Disposables.composite();
    private volatile boolean running;

    Jobs(List<Job> jobs, Tenants tenants) {
        this.jobs = jobs;
        this.tenants = tenants;
    }

    @Override
    public void start() {
        running = true;
        work = Disposables.composite(jobs.stream().map(this::rounds).toArray(Disposable[]::new));
    }

    private Disposable rounds(Job job) {
        var breath = job.every().compareTo(LONGEST_BREATH) < 0 ? job.every() : LONGEST_BREATH;
        return Flux.interval(breath, job.every())
                .onBackpressureDrop()
                .concatMap(tick -> round(job), 1)
                .subscribe();
    }

    private Mono<Void> round(Job job) {
        return tenants.forEach(tenant -> Mono.defer(job::run).onErrorResume(failure -> told(job, tenant, failure)))
                .onErrorResume(failure -> told(job, "-", failure));
    }

    private static Mono<Void> told(Job job, String tenant, Throwable failure) {
        log.warn("{} failed for {} and is tried again later", job.getClass().getSimpleName(), tenant, failure);
        return Mono.empty();
    }

    @Override
    public void stop() {
        running = false;
        work.dispose();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
