package cn.zhibu.report.report;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.report.report.Report.State;
import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading reports; lists leave out what was pinned, which is long. */
@Component
class Reports {

    /** What to look for; null means any. */
    record Wanted(
            @Nullable String unit,
            @Nullable State state,
            @Nullable Integer year) {}

    private static final Sort NEWEST = Sort.by(Sort.Order.desc("subject.year"), Sort.Order.asc("id"));

    private final ReactiveMongoTemplate mongo;
    private final DirectoryService units;
    private final Listing<Report> list;

    Reports(ReactiveMongoTemplate mongo, DirectoryService units) {
        this.mongo = mongo;
        this.units = units;
        this.list = new Listing<>(mongo, Report.class, NEWEST, Reports::unpinned);
    }

    Mono<Report> findById(String id) {
        return mongo.findById(id, Report.class);
    }

    /** Whether another report than this says the same of the same branch and year. */
    Mono<Boolean> ofYear(String unit, String template, int year, String id) {
        return another(unit, template, id, Criteria.where("subject.year").is(year));
    }

    /** Whether another report than this says the same of the same branch and term. */
    Mono<Boolean> ofTerm(String unit, String template, String committee, String id) {
        return another(
                unit, template, id, Criteria.where("subject.term.committee").is(committee));
    }

    Flux<Report> ofUnit(String unit) {
        return mongo.find(unpinned(new Query(Criteria.where("scope.unit").is(unit))), Report.class);
    }

    /** What the caller may read of it. */
    Mono<Page<Report>> find(Wanted wanted, PageQuery page, Caller caller) {
        return units.reach(wanted.unit(), Capability.READ, caller)
                .flatMap(reach -> list.page(criteria(reach, wanted), page));
    }

    private static Criteria criteria(Collection<String> reach, Wanted wanted) {
        var all = new ArrayList<Criteria>();
        all.add(Criteria.where("scope.ancestors").in(reach));
        if (wanted.state() != null) {
            all.add(Criteria.where("course.state").is(wanted.state()));
        }
        if (wanted.year() != null) {
            all.add(Criteria.where("subject.year").is(wanted.year()));
        }
        return new Criteria().andOperator(all);
    }

    private Mono<Boolean> another(String unit, String template, String id, Criteria time) {
        var same = Criteria.where("scope.unit").is(unit).and("subject.template").is(template);
        var other = Criteria.where("id").ne(id);
        return mongo.exists(new Query(new Criteria().andOperator(same, time, other)), Report.class);
    }

    private static Query unpinned(Query query) {
        query.fields().exclude("course.pinned.content");
        return query;
    }
}
