package cn.zhibu.activity.plan;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.job.Job;
import cn.zhibu.platform.security.OnBehalf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes the plans of a series and has them follow its changes. Each plan is named after the series and its number, and knows
 * which changes it has taken over: an interrupted round is gone on with, and two at once do the same.
 */
@Component
class SeriesRounds implements Job {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Plans plans;
    private final OnBehalf onBehalf;
    private final Changes changes;

    SeriesRounds(Plans plans, OnBehalf onBehalf, Changes changes) {
        this.plans = plans;
        this.onBehalf = onBehalf;
        this.changes = changes;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Mono<Instant> round() {
        return plans.openSeries()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMapDelayError(this::follow)
                .then(Mono.empty());
    }

    /** Does what is still to be done for a series. */
    Mono<Void> follow(Series series) {
        var work = series.work();
        var made = work.made() ? Mono.<Void>empty() : make(series);
        return made.thenMany(Flux.fromIterable(work.pending()))
                .concatMap(edit -> follow(series, edit), 1)
                .then(onBehalf.of(
                        series.first().by(),
                        "series " + series.id() + " done " + work.last(),
                        caller -> changes.on(Series.class, series.id()).decide(now -> now.done(work.last()))))
                .then();
    }

    private Mono<Void> make(Series series) {
        var days = series.rhythm().days();
        return Flux.range(0, days.size())
                .concatMap(number -> {
                    var body = series.body().on(days.get(number));
                    var part = new Plan.Part(series.id(), number, 0);
                    var id = Command.nameOf(series.id(), Integer.toString(number));
                    return onBehalf.of(
                            series.first().by(),
                            "plan " + id,
                            caller -> changes.save(Plan.plan(id, series.scope(), body, part, series.first())));
                })
                .then();
    }

    private Mono<Void> follow(Series series, Series.Edit edit) {
        return plans.ofSeries(series.id(), edit.from())
                .collectList()
                .flatMapIterable(all -> List.copyOf(all))
                .concatMap(plan -> onBehalf.of(
                        edit.by().by(),
                        "plan " + plan.id() + " edit " + edit.number(),
                        caller -> changes.on(Plan.class, plan.id()).decide(now -> now.follow(edit))))
                .then();
    }
}
