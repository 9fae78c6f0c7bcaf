package cn.zhibu.activity.draft;

import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Instant;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reading drafts, and taking them away: data that ends. */
@Component
class Drafts {

    private static final Sort NEWEST = Sort.by(Sort.Order.desc("latest.changedAt"), Sort.Order.desc("id"));
    private static final Sort OLDEST = Sort.by("latest.changedAt", "id");

    private final ReactiveMongoTemplate mongo;
    private final Listing<Draft> own;

    Drafts(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
        this.own = new Listing<>(mongo, Draft.class, NEWEST);
    }

    Mono<Draft> find(String account, String name) {
        return mongo.findById(Draft.id(account, name), Draft.class);
    }

    Mono<Page<Draft>> own(String account, PageQuery page) {
        return own.page(Criteria.where("owner").is(account), page);
    }

    Mono<Long> count(String account, int most) {
        return mongo.count(Query.query(Criteria.where("owner").is(account)).limit(most), Draft.class);
    }

    Mono<Void> remove(String account, String name) {
        return mongo.remove(Query.query(Criteria.where("_id").is(Draft.id(account, name))), Draft.class)
                .then();
    }

    /** Takes away what nobody has changed since a moment. */
    Mono<Void> removeUntouched(Instant since) {
        var untouched = Criteria.where("latest.changedAt").lt(since);
        return mongo.remove(Query.query(untouched), Draft.class).then();
    }

    /** When the one that was longest left alone was changed. */
    Mono<Instant> oldest() {
        var any = Criteria.where("latest.changedAt").gte(Instant.EPOCH);
        return mongo.find(Query.query(any).with(OLDEST).limit(1), Draft.class)
                .next()
                .map(draft -> draft.latest().changedAt());
    }
}
