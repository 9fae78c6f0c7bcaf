package cn.zhibu.activity.session;

import cn.zhibu.activity.plan.PlanService;
import cn.zhibu.activity.task.TaskService;
import cn.zhibu.platform.change.Editions;
import cn.zhibu.platform.change.Searched;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.Sought;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading sessions: one by its id, lists newest first; and the plan that one is held by, the tasks that it is about. */
@Component
class Sessions {

    /** What to look for; null means any, and {@code unit} is where {@code reach} comes from. {@code state} is "held" (default), "withdrawn" or "all". */
    record Wanted(
            @Nullable String unit,
            Session.@Nullable Form form,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String state,
            @Nullable String task) {}

    private static final int SAME_DAY = 10;

    /** Far more than a branch holds in a year. */
    private static final int IN_A_YEAR = 2000;

    private static final Sort NEWEST = Sort.by(Sort.Order.desc("body.date"), Sort.Order.desc("id"));
    private static final Sort OLDEST = Sort.by(Sort.Order.asc("body.date"), Sort.Order.asc("id"));

    private final ReactiveMongoTemplate mongo;
    private final Editions editions;
    private final Listing<Session> list;
    private final Listing<Session> fromTheOldest;
    private final PlanService plans;
    private final TaskService tasks;

    Sessions(ReactiveMongoTemplate mongo, Editions editions, PlanService plans, TaskService tasks) {
        this.mongo = mongo;
        this.editions = editions;
        this.plans = plans;
        this.tasks = tasks;
        this.list = new Listing<>(mongo, Session.class, NEWEST, Editions::leftOut);
        this.fromTheOldest = new Listing<>(mongo, Session.class, OLDEST, Editions::leftOut);
    }

    Mono<Session> findById(String id) {
        return mongo.findById(id, Session.class);
    }

    /** What a session was before it was corrected or withdrawn, oldest first. */
    Flux<Session> editions(String id) {
        return editions.of(Session.class, id);
    }

    /** Refuses a plan that this session cannot have been held by. */
    Mono<Void> planned(String id, @Nullable String plan, String unit, Caller caller) {
        return plan == null ? Mono.empty() : plans.refuseUnlessFor(id, plan, unit, caller);
    }

    /** Refuses tasks that are not the branch's; those that were named before stay. */
    Mono<Void> about(Session.Body body, Session.@Nullable Body before, String unit, Caller caller) {
        return tasks.refuseUnlessOf(body.on(), before == null ? Set.of() : Set.copyOf(before.on()), unit, caller);
    }

    Mono<Page<Session>> find(Collection<String> reach, Wanted wanted, Sought sought) {
        var order = sought.oldestFirst() ? fromTheOldest : list;
        return Searched.narrowed(criteria(reach, wanted), sought.words(), Session.class, mongo)
                .flatMap(found -> order.page(found, sought.page()));
    }

    /** Meetings of the branch on that day with one of these forms, not withdrawn. */
    Flux<Session> sameDay(String unit, LocalDate date, Collection<Session.Form> forms) {
        return mongo.find(
                new Query(Criteria.where("scope.ancestors")
                                .is(unit)
                                .and("scope.unit")
                                .is(unit)
                                .and("body.date")
                                .is(date)
                                .and("body.forms")
                                .in(forms)
                                .and("state.withdrawn")
                                .isNull())
                        .with(NEWEST)
                        .limit(SAME_DAY),
                Session.class);
    }

    /** Those of the branch in that stretch that are not withdrawn, oldest first, without agenda and minutes. */
    Flux<Session> between(String unit, LocalDate from, LocalDate until) {
        var own = new Criteria()
                .andOperator(
                        criteria(List.of(unit), new Wanted(unit, null, from, until, null, null)),
                        Criteria.where("scope.unit").is(unit));
        var query = Editions.leftOut(new Query(own).with(OLDEST).limit(IN_A_YEAR));
        query.fields().exclude("body.minutes", "body.agenda");
        return mongo.find(query, Session.class);
    }

    /** How many were held on each day on which any was. */
    Flux<HeldDay> days(Collection<String> reach, LocalDate from, LocalDate until) {
        var counting = Aggregation.newAggregation(
                Session.class,
                Aggregation.match(criteria(reach, new Wanted(null, null, from, until, null, null))),
                Aggregation.group("body.date").count().as("sessions"),
                Aggregation.project("sessions").and("_id").as("date").andExclude("_id"));
        return mongo.aggregate(counting, HeldDay.class);
    }

    private static Criteria criteria(Collection<String> reach, Wanted wanted) {
        var all = new java.util.ArrayList<Criteria>();
        all.add(Criteria.where("scope.ancestors").in(reach));
        if (wanted.form() != null) {
            all.add(Criteria.where("body.forms").is(wanted.form()));
        }
        if (wanted.from() != null) {
            all.add(Criteria.where("body.date").gte(wanted.from()));
        }
        if (wanted.until() != null) {
            all.add(Criteria.where("body.date").lte(wanted.until()));
        }
        if (wanted.task() != null) {
            all.add(Criteria.where("body.tasks").is(wanted.task()));
        }
        if (!"all".equals(wanted.state())) {
            var withdrawn = Criteria.where("state.withdrawn");
            all.add("withdrawn".equals(wanted.state()) ? withdrawn.gt("") : withdrawn.isNull());
        }
        return new Criteria().andOperator(all);
    }
}
