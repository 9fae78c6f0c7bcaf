package cn.zhibu.activity.plan;

import cn.zhibu.activity.plan.Plan.Status;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
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

/** Reading plans: one by its id, lists in the order of their days. */
@Component
class Plans {

    /** Which plans are looked for: those that are open (the default), held, called off, or all. */
    enum Which {
        OPEN(Status.PLANNED, Status.NOTIFIED),
        HELD(Status.HELD),
        CANCELLED(Status.CANCELLED),
        ALL(Status.values());

        private final Set<Status> states;

        Which(Status... states) {
            this.states = Set.of(states);
        }
    }

    /** What to look for; null means any, and {@code unit} is where the reach comes from. */
    record Wanted(
            @Nullable String unit,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            Which which) {}

    private static final Sort DAYS = Sort.by(Sort.Order.asc("body.date"), Sort.Order.asc("id"));
    private static final Sort NUMBERS = Sort.by("part.number");

    private final ReactiveMongoTemplate mongo;
    private final Listing<Plan> list;

    Plans(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
        this.list = new Listing<>(mongo, Plan.class, DAYS);
    }

    Mono<Plan> findById(String id) {
        return mongo.findById(id, Plan.class);
    }

    Mono<Page<Plan>> find(Collection<String> reach, Wanted wanted, PageQuery query) {
        return list.page(criteria(reach, wanted), query);
    }

    /** The plans of a series from that number on, in their order. */
    Flux<Plan> ofSeries(String series, int from) {
        return mongo.find(
                new Query(Criteria.where("part.series")
                                .is(series)
                                .and("part.number")
                                .gte(from))
                        .with(NUMBERS),
                Plan.class);
    }

    Mono<Plan> heldAs(String session) {
        return mongo.findOne(new Query(Criteria.where("state.session").is(session)), Plan.class);
    }

    Flux<Series> openSeries() {
        return mongo.find(new Query(Criteria.where("work.open").is(true)), Series.class);
    }

    /** How many are open on each day on which any is. */
    Flux<PlannedDay> days(Collection<String> reach, LocalDate from, LocalDate until) {
        var open = criteria(reach, new Wanted(null, from, until, Which.OPEN));
        var counting = Aggregation.newAggregation(
                Plan.class,
                Aggregation.match(open),
                Aggregation.group("body.date").count().as("plans"),
                Aggregation.project("plans").and("_id").as("date").andExclude("_id"));
        return mongo.aggregate(counting, PlannedDay.class);
    }

    private static Criteria criteria(Collection<String> reach, Wanted wanted) {
        var all = new ArrayList<Criteria>();
        all.add(Criteria.where("scope.ancestors").in(reach));
        if (wanted.from() != null) {
            all.add(Criteria.where("body.date").gte(wanted.from()));
        }
        if (wanted.until() != null) {
            all.add(Criteria.where("body.date").lte(wanted.until()));
        }
        if (wanted.which() != Which.ALL) {
            all.add(Criteria.where("state.status").in(wanted.which().states));
        }
        return new Criteria().andOperator(all);
    }
}
