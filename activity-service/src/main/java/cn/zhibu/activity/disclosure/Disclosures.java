package cn.zhibu.activity.disclosure;

import cn.zhibu.activity.disclosure.Disclosure.Audience;
import cn.zhibu.activity.disclosure.Disclosure.Status;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reading disclosures: one by its id, lists with the newest first. */
@Component
class Disclosures {

    /** Which are looked for: those on their way (the default), those made known, or those that are not to be. */
    enum Which {
        OPEN(Status.PROPOSED, Status.RETURNED, Status.EXAMINED, Status.APPROVED, Status.CHANGED),
        PUBLISHED(Status.PUBLISHED),
        WITHDRAWN(Status.WITHDRAWN);

        private final Set<Status> states;

        Which(Status... states) {
            this.states = Set.of(states);
        }
    }

    private static final Sort NEWEST = Sort.by(Sort.Order.desc("proposedOn"), Sort.Order.desc("id"));
    private static final Sort MADE_KNOWN = Sort.by(Sort.Order.desc("publishedOn"), Sort.Order.desc("id"));

    private final ReactiveMongoTemplate mongo;
    private final Listing<Disclosure> list;
    private final Listing<Disclosure> shown;

    Disclosures(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
        this.list = new Listing<>(mongo, Disclosure.class, NEWEST);
        this.shown = new Listing<>(mongo, Disclosure.class, MADE_KNOWN);
    }

    Mono<Disclosure> findById(String id) {
        return mongo.findById(id, Disclosure.class);
    }

    Mono<Page<Disclosure>> find(Collection<String> reach, Which which, PageQuery page) {
        var wanted = new Criteria()
                .andOperator(
                        Criteria.where("scope.ancestors").in(reach),
                        Criteria.where("status").in(which.states));
        return list.page(wanted, page);
    }

    /** What a branch shows to everybody on that day, the newest first. */
    Mono<Page<Disclosure>> shown(String branch, LocalDate day, PageQuery page) {
        var wanted = Criteria.where("scope.unit")
                .is(branch)
                .and("body.audience")
                .is(Audience.SOCIETY)
                .and("status")
                .is(Status.PUBLISHED)
                .and("last")
                .gte(day);
        return shown.page(wanted, page);
    }

    Mono<PublicPage> page(String branch) {
        return mongo.findById(branch, PublicPage.class);
    }
}
