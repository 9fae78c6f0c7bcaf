package cn.zhibu.platform.job;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantFollower;
import cn.zhibu.platform.tenant.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Runs the jobs, each on its own: rounds where a moment has come, found by one question over all bureaus, and beside them,
 * slowly, one in every bureau after a start and once a day. A bureau in which one fails stops no other and is tried again.
 */
final class Jobs implements SmartLifecycle, TenantFollower {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    private static final int PAGE = 100;
    private static final Duration DAY = Duration.ofDays(1);

    /** Between two bureaus that nothing speaks for. */
    private static final Duration PACE = Duration.ofMillis(100);

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final List<Job> jobs;
    private final Wakes wakes;
    private final Tenants tenants;
    private final MeterRegistry meters;
    private final Clock clock;
    private Sinks.Empty<Void> end = Sinks.empty();
    private Mono<Void> work = Mono.empty();
    private volatile boolean running;

    Jobs(List<Job> jobs, Wakes wakes, Tenants tenants, MeterRegistry meters, Clock clock) {
        this.jobs = jobs;
        this.wakes = wakes;
        this.tenants = tenants;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void start() {
        end = Sinks.empty();
        running = true;
        work = Flux.fromIterable(jobs)
                .flatMap(job -> Flux.merge(questions(job), looks(job)), Math.max(1, jobs.size()))
                .then()
                .cache();
        work.subscribe();
    }

    /** A bureau that begins, or goes on, is looked at by every job. */
    @Override
    public Mono<Void> opened(String tenant) {
        return Flux.fromIterable(jobs)
                .flatMap(job -> wakes.wake(name(job), clock.instant()))
                .contextWrite(context -> Tenancy.in(context, tenant))
                .then();
    }

    /** What has begun is brought to its end: the last round, then no more. */
    private Flux<Void> questions(Job job) {
        var called = wakes.calls(name(job)).skipUntilOther(Mono.delay(job.after()));
        return Flux.merge(Flux.interval(job.after(), job.every()), called)
                .takeUntilOther(end.asMono())
                .onBackpressureLatest()
                .concatMap(tick -> question(job), 1);
    }

    private Mono<Void> question(Job job) {
        return job.found()
                .takeWhile(found -> running)
                .concatMap(
                        found -> within(found.bureau(), found.work().onErrorResume(failure -> failed(job, failure))), 1)
                .then(Mono.defer(() -> due(job)))
                .then(Mono.defer(job::finished))
                .onErrorResume(failure -> failed(job, failure));
    }

    private Mono<Void> due(Job job) {
        return wakes.due(name(job), PAGE)
                .collectList()
                .flatMap(page -> Flux.fromIterable(byBureau(page).entrySet())
                        .takeWhile(bureau -> running)
                        .concatMap(bureau -> round(job, bureau.getKey()).then(wakes.done(bureau.getValue())), 1)
                        .then(Mono.defer(() -> page.size() == PAGE && running ? due(job) : Mono.<Void>empty())));
    }

    private static LinkedHashMap<String, List<String>> byBureau(List<Wakes.Due> page) {
        return page.stream()
                .collect(groupingBy(Wakes.Due::tenant, LinkedHashMap::new, mapping(Wakes.Due::id, toList())));
    }

    /** Every bureau, one after the other; whatever keeps one from it, it has its turn before the next. */
    private Flux<Void> looks(Job job) {
        return Flux.interval(job.after(), DAY)
                .takeUntilOther(end.asMono())
                .onBackpressureDrop()
                .concatMap(
                        tick -> insisting(tenants.all().collectList())
                                .flatMapIterable(all -> all)
                                .takeWhile(tenant -> running)
                                .concatMap(
                                        tenant -> insisting(round(job, tenant)).then(Mono.delay(PACE)), 1)
                                .then(Mono.<Void>fromRunnable(() -> looked(job))),
                        1);
    }

    private void looked(Job job) {
        meters.counter("zhibu.jobs.looks", "job", name(job)).increment();
    }

    private <T> Mono<T> insisting(Mono<T> work) {
        return work.retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN).filter(failure -> running))
                .onErrorComplete(failure -> !running);
    }

    private Mono<Void> round(Job job, String tenant) {
        var round = Mono.defer(job::round)
                .onErrorResume(failure ->
                        failed(job, failure).thenReturn(clock.instant().plus(job.every())));
        return within(tenant, round.flatMap(next -> wakes.wake(name(job), next)));
    }

    /** A bureau that is suspended is left alone; it is woken when it goes on. */
    private Mono<Void> within(String tenant, Mono<Void> work) {
        return tenants.open(tenant)
                .filter(open -> open)
                .flatMap(open -> work)
                .contextWrite(context -> Tenancy.in(context, tenant));
    }

    private Mono<Void> failed(Job job, Throwable failure) {
        meters.counter("zhibu.jobs.failed", "job", name(job)).increment();
        log.warn("{} failed for a bureau and is tried again in {}", name(job), job.every(), failure);
        return Mono.empty();
    }

    private static String name(Job job) {
        return Wakes.name(job.getClass());
    }

    @Override
    public void stop() {
        running = false;
        end.tryEmitEmpty();
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
