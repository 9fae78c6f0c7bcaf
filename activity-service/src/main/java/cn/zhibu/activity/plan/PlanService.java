package cn.zhibu.activity.plan;

import static cn.zhibu.activity.plan.PlanProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.roster.Place;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for plans. */
@Service
public class PlanService {

    private final Plans plans;
    private final RosterService roster;
    private final Changes changes;
    private final Clock clock;

    PlanService(Plans plans, RosterService roster, Changes changes, Clock clock) {
        this.plans = plans;
        this.roster = roster;
        this.changes = changes;
        this.clock = clock;
    }

    Mono<Plan> plan(String unit, Plan.Body body, Caller caller) {
        return branch(unit, body, caller)
                .flatMap(place -> changes.newId().map(id -> Plan.plan(id, place.scope(), body, null, by(caller))))
                .flatMap(changes::save);
    }

    /** The branch, where that can be planned by the caller. */
    Mono<Place> branch(String unit, Plan.Body body, Caller caller) {
        return roster.place(unit, ENTER, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> PLAN_BRANCH_NOT_FOUND.at("/unit", unit)))
                .delayUntil(place -> checked(unit, body, caller));
    }

    private Mono<Plan.Body> checked(String unit, Plan.Body body, Caller caller) {
        return roster.shape(unit, caller)
                .doOnNext(shape -> Inviting.check(body, shape))
                .thenReturn(body);
    }

    Mono<Plan> change(String id, Plan.Body body, Caller caller) {
        return writing(id, caller)
                .decideWith(plan ->
                        checked(plan.scope().unit(), body, caller).map(changed -> plan.change(changed, by(caller))));
    }

    /** Tells whoever is asked; who of them has an account finds it in the inbox. */
    Mono<Plan> notify(String id, Caller caller) {
        return writing(id, caller)
                .decideWith(plan -> roster.shape(plan.scope().unit(), caller)
                        .map(shape -> Inviting.invited(plan.body(), shape))
                        .map(members -> {
                            if (members.isEmpty()) {
                                throw NOBODY_TO_TELL.of();
                            }
                            return plan.notify(members, by(caller));
                        }));
    }

    Mono<Plan> cancel(String id, String reason, Caller caller) {
        return writing(id, caller).decide(plan -> plan.cancel(reason, by(caller)));
    }

    Mono<Plan> one(String id, Caller caller) {
        return plans.findById(id)
                .filter(plan -> caller.may(READ, plan.scope()))
                .switchIfEmpty(Mono.error(() -> PLAN_NOT_FOUND.of(id)));
    }

    /** A plan of which notice was given, for whoever has any role at its branch: a member too. */
    Mono<Plan> invitation(String id, Caller caller) {
        return plans.findById(id)
                .filter(plan -> plan.state().notice() != null
                        && !caller.rolesAt(plan.scope()).isEmpty())
                .switchIfEmpty(Mono.error(() -> PLAN_NOT_FOUND.of(id)));
    }

    Mono<Page<Plan>> list(Plans.Wanted wanted, PageQuery query, Caller caller) {
        return roster.reach(wanted.unit(), caller).flatMap(reach -> plans.find(reach, wanted, query));
    }

    /** Refuses a session by a plan that is not of that branch, or over by something else. */
    public Mono<Void> refuseUnlessFor(String session, String plan, String unit, Caller caller) {
        return plans.findById(plan)
                .filter(found -> caller.may(ENTER, found.scope())
                        && found.scope().unit().equals(unit)
                        && (found.open() || session.equals(found.state().session())))
                .switchIfEmpty(Mono.error(() -> NOT_PLANNED_HERE.at("/plan")))
                .then();
    }

    /** How many meetings are to come on each day, of all that the caller reads at or below a unit. */
    public Flux<PlannedDay> days(String unit, LocalDate from, LocalDate until, Caller caller) {
        return roster.reach(unit, caller).flatMapMany(reach -> plans.days(reach, from, until));
    }

    private Acting<Plan> writing(String id, Caller caller) {
        return changes.on(Plan.class, id).visible(plan -> caller.may(ENTER, plan.scope()), () -> PLAN_NOT_FOUND.of(id));
    }

    private Entry by(Caller caller) {
        return new Entry(clock.instant(), caller.account());
    }
}
