package cn.zhibu.activity.hours;

import java.time.LocalDate;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Reading exemptions. */
@Component
class StudyExemptions {

    /** Far more than the members of a branch. */
    private static final int MOST = 1000;

    private static final Sort NEWEST = Sort.by(Sort.Order.desc("span.from"), Sort.Order.desc("id"));

    private final ReactiveMongoTemplate mongo;

    StudyExemptions(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Those of a branch that count on one of these days, the last begun first. */
    Flux<StudyExemption> between(String unit, LocalDate first, LocalDate last) {
        var query = new Query(Criteria.where("scope.unit")
                        .is(unit)
                        .and("span.from")
                        .lte(last)
                        .and("state.withdrawn")
                        .isNull())
                .with(NEWEST)
                .limit(MOST);
        return mongo.find(query, StudyExemption.class)
                .filter(exemption -> exemption.span().touches(first, last));
    }
}
