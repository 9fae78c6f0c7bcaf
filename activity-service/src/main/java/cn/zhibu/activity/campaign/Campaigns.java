package cn.zhibu.activity.campaign;

import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.util.Collection;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading campaigns, newest first, and what branches have for them. */
@Component
class Campaigns {

    private static final Sort NEWEST = Sort.by(Sort.Order.desc("body.from"), Sort.Order.desc("id"));

    private final ReactiveMongoTemplate mongo;
    private final Listing<Campaign> list;

    Campaigns(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
        this.list = new Listing<>(mongo, Campaign.class, NEWEST);
    }

    Mono<Campaign> findById(String id) {
        return mongo.findById(id, Campaign.class);
    }

    /** Those that are asked by one of these units. */
    Mono<Page<Campaign>> askedBy(Collection<String> units, PageQuery query) {
        return list.page(Criteria.where("scope.unit").in(units), query);
    }

    /** Those that name a record or a meeting. */
    Flux<Answers> naming(String id) {
        return mongo.find(new Query(Criteria.where("names").is(id)), Answers.class);
    }

    Flux<Answers> answers(String campaign, Collection<String> units) {
        return mongo.find(
                new Query(Criteria.where("campaign")
                        .is(campaign)
                        .and("scope.unit")
                        .in(units)),
                Answers.class);
    }
}
