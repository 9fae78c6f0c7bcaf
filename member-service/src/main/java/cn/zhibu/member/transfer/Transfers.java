package cn.zhibu.member.transfer;

import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reading transfers: of those under way what is due first, of those that are over the newest. */
@Component
class Transfers {

    /** Which ones: those that wait for one of these units, all under way, or those that are over. */
    enum Show {
        ACTS,
        OPEN,
        OVER
    }

    /**
     * What to look for.
     *
     * @param unit where the reach comes from; null for any
     * @param until of those under way what is due by that day; null for any
     */
    record Wanted(
            @Nullable String unit, Show show, @Nullable LocalDate until) {}

    private final ReactiveMongoTemplate mongo;
    private final Listing<RelationTransfer> due;
    private final Listing<RelationTransfer> newest;

    Transfers(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
        this.due = new Listing<>(mongo, RelationTransfer.class, Sort.by("course.day", "id"));
        this.newest = new Listing<>(
                mongo, RelationTransfer.class, Sort.by(Sort.Order.desc("course.day"), Sort.Order.desc("id")));
    }

    Mono<RelationTransfer> findById(String id) {
        return mongo.findById(id, RelationTransfer.class);
    }

    /** The one of this member that is under way. */
    Mono<RelationTransfer> findOpen(String key) {
        return mongo.findOne(new Query(Criteria.where("openKey").is(key)), RelationTransfer.class);
    }

    Mono<Page<RelationTransfer>> find(Collection<String> reach, Wanted wanted, PageQuery query) {
        var criteria = wanted.show() == Show.ACTS
                ? Criteria.where("course.acts.ancestors").in(reach)
                : Criteria.where("sides").in(reach).and("course.open").is(wanted.show() == Show.OPEN);
        if (wanted.until() != null && wanted.show() != Show.OVER) {
            criteria.and("course.day").lte(wanted.until());
        }
        return (wanted.show() == Show.OVER ? newest : due).page(criteria, query);
    }
}
