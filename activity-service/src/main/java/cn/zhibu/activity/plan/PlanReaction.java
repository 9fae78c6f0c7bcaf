package cn.zhibu.activity.plan;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A plan is held once a session is on record for it, and open again when that session is withdrawn. */
@Component
class PlanReaction implements EventConsumer {

    record Held(String session, String unit, @Nullable String plan) {}

    record Withdrawn(String session) {}

    private final Plans plans;
    private final Changes changes;

    PlanReaction(Plans plans, Changes changes) {
        this.plans = plans;
        this.changes = changes;
    }

    @Override
    public String name() {
        return "plan-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("activity.events")
                .on("session.held.v1", Held.class, this::held)
                .on("session.withdrawn.v1", Withdrawn.class, this::withdrawn);
    }

    private Mono<Void> held(Held held, Received received) {
        return Mono.justOrEmpty(held.plan())
                .flatMap(plans::findById)
                .filter(plan -> plan.scope().unit().equals(held.unit()))
                .flatMap(plan -> changes.on(Plan.class, plan.id()).decide(now -> now.held(held.session())))
                .then();
    }

    private Mono<Void> withdrawn(Withdrawn withdrawn, Received received) {
        return plans.heldAs(withdrawn.session())
                .flatMap(plan -> changes.on(Plan.class, plan.id()).decide(now -> now.released(withdrawn.session())))
                .then();
    }
}
