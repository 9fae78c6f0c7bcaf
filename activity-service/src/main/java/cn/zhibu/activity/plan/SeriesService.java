package cn.zhibu.activity.plan;

import static cn.zhibu.activity.plan.PlanProblem.NOT_OF_A_SERIES;
import static cn.zhibu.activity.plan.PlanProblem.PLAN_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.ENTER;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.job.Wakes;
import cn.zhibu.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for series; what follows for their plans is done at once, and by a round where that was interrupted. */
@Service
class SeriesService {

    private static final Duration INTERRUPTED = Duration.ofSeconds(30);

    private final Plans plans;
    private final PlanService each;
    private final SeriesRounds rounds;
    private final Changes changes;
    private final Wakes wakes;
    private final Clock clock;

    SeriesService(Plans plans, PlanService each, SeriesRounds rounds, Changes changes, Wakes wakes, Clock clock) {
        this.plans = plans;
        this.each = each;
        this.rounds = rounds;
        this.changes = changes;
        this.wakes = wakes;
        this.clock = clock;
    }

    /** Plans a series and answers its plans. */
    Mono<List<Plan>> plan(String unit, Rhythm rhythm, Plan.Body common, Caller caller) {
        return Mono.fromCallable(() -> common.on(rhythm.days().get(0)))
                .flatMap(body -> each.branch(unit, body, caller)
                        .flatMap(place ->
                                changes.newId().map(id -> Series.plan(id, place.scope(), rhythm, body, by(caller)))))
                .flatMap(changes::save)
                .flatMap(this::followed);
    }

    /** Changes a plan and all that follow it in its series, or calls them off; answers all of these. */
    Mono<List<Plan>> edit(String id, Plan.@Nullable Body common, @Nullable String reason, Caller caller) {
        return each.one(id, caller)
                .filter(plan -> caller.may(ENTER, plan.scope()))
                .switchIfEmpty(Mono.error(() -> PLAN_NOT_FOUND.of(id)))
                .delayUntil(plan -> common == null
                        ? Mono.empty()
                        : each.branch(plan.scope().unit(), common.on(plan.body().date()), caller))
                .flatMap(plan -> {
                    var part = plan.part();
                    if (part == null) {
                        throw NOT_OF_A_SERIES.of();
                    }
                    var body = common == null ? null : common.on(plan.body().date());
                    return changes.on(Series.class, part.series())
                            .decide(series -> series.edit(part.number(), body, reason, by(caller)))
                            .flatMap(this::followed)
                            .map(all -> all.subList(Math.min(part.number(), all.size()), all.size()));
                });
    }

    private Mono<List<Plan>> followed(Series series) {
        return wakes.wake(SeriesRounds.class, clock.instant().plus(INTERRUPTED))
                .then(rounds.follow(series))
                .then(plans.ofSeries(Objects.requireNonNull(series.id()), 0).collectList());
    }

    private Entry by(Caller caller) {
        return new Entry(clock.instant(), caller.account());
    }
}
