package cn.zhibu.activity.talk;

import java.time.LocalDate;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading talks: one by its id, those of a branch in a stretch of time without what was said. */
@Component
class Talks {

    /** More than fifty members can have with one another in a year, each pair once. */
    private static final int MOST = 2000;

    private static final Sort NEWEST = Sort.by(Sort.Order.desc("body.date"), Sort.Order.desc("id"));

    private final ReactiveMongoTemplate mongo;

    Talks(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    Mono<Talk> findById(String id) {
        return mongo.findById(id, Talk.class);
    }

    Flux<Talk> between(String unit, LocalDate from, LocalDate until) {
        var query = new Query(Criteria.where("scope.ancestors")
                        .is(unit)
                        .and("body.date")
                        .gte(from)
                        .lte(until)
                        .and("state.withdrawn")
                        .isNull())
                .with(NEWEST)
                .limit(MOST);
        query.fields().exclude("body.note");
        return mongo.find(query, Talk.class);
    }
}
