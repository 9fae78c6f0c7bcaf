package cn.zhibu.activity.session;

import cn.zhibu.platform.change.Editions;
import cn.zhibu.platform.change.Searched;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.Sought;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading sessions: one by its id, lists newest first. */
@Component
class Sessions {

    /** What to look for; null means any, and {@code unit} is where {@code reach} comes from. {@code state} is "held" (default), "withdrawn" or "all". */
    record Wanted(
            @Nullable String unit,
            Session.@Nullable Form form,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String state) {}

    private static final int SAME_DAY = 10;
    private static final Sort NEWEST = Sort.by(Sort.Order.desc("body.date"), Sort.Order.desc("id"));
    private static final Sort OLDEST = Sort.by(Sort.Order.asc("body.date"), Sort.Order.asc("id"));

    private final ReactiveMongoTemplate mongo;
    private final Listing<Session> list;
    private final Listing<Session> fromTheOldest;

    Sessions(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
        this.list = new Listing<>(mongo, Session.class, NEWEST, Editions::leftOut);
        this.fromTheOldest = new Listing<>(mongo, Session.class, OLDEST, Editions::leftOut);
    }

    Mono<Session> findById(String id) {
        return mongo.findById(id, Session.class);
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
        if (!"all".equals(wanted.state())) {
            var withdrawn = Criteria.where("state.withdrawn");
            all.add("withdrawn".equals(wanted.state()) ? withdrawn.gt("") : withdrawn.isNull());
        }
        return new Criteria().andOperator(all);
    }
}
