package cn.zhibu.member.development;

import cn.zhibu.member.development.Development.Status;
import cn.zhibu.platform.change.Editions;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.rules.DevelopmentPack.Stage;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reading cases: what is due first comes first; what is over by its id. */
@Component
class Developments {

    /**
     * What to look for.
     *
     * @param unit where the reach comes from; null for any
     * @param until of which something is due by that day; null for any
     */
    record Wanted(
            @Nullable String unit,
            boolean closed,
            @Nullable Stage stage,
            @Nullable LocalDate until) {}

    private static final Sort DUE = Sort.by("course.due", "id");

    private final ReactiveMongoTemplate mongo;
    private final Listing<Development> list;

    Developments(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
        this.list = new Listing<>(mongo, Development.class, DUE, Developments::slim);
    }

    /** A list shows what stands, not how it stood before it was corrected. */
    private static Query slim(Query list) {
        Editions.leftOut(list).fields().exclude("earlier");
        return list;
    }

    Mono<Development> findById(String id) {
        return mongo.findById(id, Development.class);
    }

    /** The case of a member that is under way. */
    Mono<Development> findOpenOf(String member) {
        return mongo.find(Query.query(Criteria.where("person.member").is(member)), Development.class)
                .filter(found -> found.course().status() == Status.OPEN)
                .next();
    }

    Mono<Page<Development>> find(Collection<String> reach, Wanted wanted, PageQuery query) {
        var criteria = Criteria.where("scope.ancestors").in(reach).and("course.status");
        if (wanted.closed()) {
            criteria.in(List.of(Status.COMPLETED, Status.ENDED));
        } else {
            criteria.is(Status.OPEN);
        }
        if (wanted.stage() != null) {
            criteria.and("course.stage").is(wanted.stage());
        }
        if (wanted.until() != null) {
            criteria.and("course.due").lte(wanted.until());
        }
        return list.page(criteria, query);
    }
}
