package cn.zhibu.activity.notebook;

import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reading notes: one by its id, somebody's own, and those handed in to a branch. */
@Component
class Notes {

    private static final Sort NEWEST = Sort.by(Sort.Order.desc("body.date"), Sort.Order.desc("id"));
    private static final Sort HANDED = Sort.by(Sort.Order.desc("handedIn"), Sort.Order.desc("id"));

    private final ReactiveMongoTemplate mongo;
    private final Listing<Note> own;
    private final Listing<Note> handed;

    Notes(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
        this.own = new Listing<>(mongo, Note.class, NEWEST);
        this.handed = new Listing<>(mongo, Note.class, HANDED);
    }

    Mono<Note> findById(String id) {
        return mongo.findById(id, Note.class);
    }

    Mono<Page<Note>> own(String account, PageQuery page) {
        return own.page(Criteria.where("owner").is(account).and("torn").is(false), page);
    }

    Mono<Page<Note>> handedIn(String branch, PageQuery page) {
        var handedIn = Criteria.where("scope.unit").is(branch).and("handedIn").gte(java.time.Instant.EPOCH);
        return handed.page(handedIn, page);
    }
}
