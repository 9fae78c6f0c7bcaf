package cn.zhibu.activity.record;

import cn.zhibu.platform.change.Editions;
import cn.zhibu.platform.change.Searched;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.Sought;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists of records, newest event first. */
@Component
class RecordSearch {

    /** What to look for; null means any, and {@code unit} is where {@code reach} comes from. {@code state} is "entered" (default), "withdrawn" or "all". */
    record Wanted(
            @Nullable String unit,
            @Nullable String kind,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String state) {}

    private static final int SAME_DAY = 200;
    private static final Sort NEWEST = Sort.by(Sort.Order.desc("body.date"), Sort.Order.desc("id"));
    private static final Sort OLDEST = Sort.by(Sort.Order.asc("body.date"), Sort.Order.asc("id"));

    private final ReactiveMongoTemplate mongo;
    private final Editions editions;
    private final Listing<WorkRecord> list;
    private final Listing<WorkRecord> fromTheOldest;

    RecordSearch(ReactiveMongoTemplate mongo, Editions editions) {
        this.mongo = mongo;
        this.editions = editions;
        this.list = new Listing<>(mongo, WorkRecord.class, NEWEST, Editions::leftOut);
        this.fromTheOldest = new Listing<>(mongo, WorkRecord.class, OLDEST, Editions::leftOut);
    }

    Mono<Page<WorkRecord>> find(Collection<String> reach, Wanted wanted, Sought sought) {
        var order = sought.oldestFirst() ? fromTheOldest : list;
        return Searched.narrowed(criteria(reach, wanted), sought.words(), WorkRecord.class, mongo)
                .flatMap(found -> order.page(found, sought.page()));
    }

    /** What a record was before it was corrected or withdrawn, oldest first. */
    Flux<WorkRecord> editions(String id) {
        return editions.of(WorkRecord.class, id);
    }

    /** Records of the branch and kind on that day, not withdrawn. */
    Flux<WorkRecord> sameDay(String unit, String kind, LocalDate date) {
        var same = Criteria.where("scope.ancestors")
                .is(unit)
                .and("scope.unit")
                .is(unit)
                .and("body.date")
                .is(date)
                .and("kind")
                .is(kind)
                .and("state.withdrawn")
                .isNull();
        return mongo.find(Editions.leftOut(new Query(same).with(NEWEST).limit(SAME_DAY)), WorkRecord.class);
    }

    /** Records of the branch and kind from a day until a day, which belong to it, not withdrawn, oldest first. */
    Flux<WorkRecord> within(String unit, String kind, @Nullable LocalDate from, @Nullable LocalDate until) {
        var within = criteria(List.of(unit), new Wanted(unit, kind, from, until, null));
        var own =
                new Criteria().andOperator(within, Criteria.where("scope.unit").is(unit));
        return mongo.find(Editions.leftOut(new Query(own).with(OLDEST)), WorkRecord.class);
    }

    private static Criteria criteria(Collection<String> reach, Wanted wanted) {
        var all = new ArrayList<Criteria>();
        all.add(Criteria.where("scope.ancestors").in(reach));
        if (wanted.kind() != null) {
            all.add(Criteria.where("kind").is(wanted.kind()));
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
