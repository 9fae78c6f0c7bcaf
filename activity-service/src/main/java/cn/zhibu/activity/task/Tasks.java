package cn.zhibu.activity.task;

import cn.zhibu.activity.task.Task.Status;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.LocalDate;
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

/** Reading tasks: what is open by the day of its next milestone, so that what is overdue comes first; what is over newest first. */
@Component
class Tasks {

    /**
     * What to look for.
     *
     * @param unit where the reach comes from; null for any
     * @param until whose next milestone is due by that day; null for any
     */
    record Wanted(
            @Nullable String unit, boolean closed, @Nullable LocalDate until) {}

    private static final Sort NEXT = Sort.by(Sort.Order.asc("next"), Sort.Order.asc("id"));
    private static final Sort NEWEST = Sort.by(Sort.Order.desc("next"), Sort.Order.desc("id"));

    private final ReactiveMongoTemplate mongo;
    private final Listing<Task> open;
    private final Listing<Task> closed;

    Tasks(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
        this.open = new Listing<>(mongo, Task.class, NEXT);
        this.closed = new Listing<>(mongo, Task.class, NEWEST);
    }

    Mono<Task> findById(String id) {
        return mongo.findById(id, Task.class);
    }

    Mono<Page<Task>> find(Collection<String> reach, Wanted wanted, PageQuery query) {
        var criteria = Criteria.where("scope.ancestors").in(reach);
        if (wanted.closed()) {
            return closed.page(criteria.and("course.status").in(List.of(Status.COMPLETED, Status.CARRIED)), query);
        }
        criteria.and("course.status").is(Status.OPEN);
        return open.page(
                wanted.until() == null ? criteria : criteria.and("next").lte(wanted.until()), query);
    }

    /** Of which the branch is to be told something by that day. */
    Flux<Task> findUntold(LocalDate today) {
        return mongo.find(new Query(Criteria.where("untold").lte(today)), Task.class);
    }

    /** Of which it is to be told something later, the first one. */
    Mono<Task> findNext(LocalDate today) {
        return mongo.findOne(new Query(Criteria.where("untold").gt(today)).with(Sort.by("untold")), Task.class);
    }
}
