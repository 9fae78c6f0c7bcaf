package cn.zhibu.report.duty;

import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sheets of many branches: page by page, found and added up by the store from what each keeps of the day. */
@Component
class SheetTable {

    private static final int SIDE_BY_SIDE = 8;

    /** In which the branches were founded. */
    private static final Sort ORDER = Sort.by("founded", "scope.unit");

    private final SheetKeeper keeper;
    private final DutySheets sheets;
    private final SheetCounts counting;
    private final Judge judge;
    private final Clock clock;
    private final Listing<DutySheet> list;

    SheetTable(
            SheetKeeper keeper,
            DutySheets sheets,
            SheetCounts counting,
            Judge judge,
            Clock clock,
            ReactiveMongoTemplate mongo) {
        this.keeper = keeper;
        this.sheets = sheets;
        this.counting = counting;
        this.judge = judge;
        this.clock = clock;
        this.list = new Listing<>(mongo, DutySheet.class, ORDER, SheetTable::shown);
    }

    /** A page of the sheets that are asked for, judged; where each is shown, however it stands, only the page's own are looked at. */
    Mono<Page<DutySheet>> page(TableQuery wanted, PageQuery page) {
        return (wanted.state() == null ? keeper.open(wanted.year()) : current(wanted))
                .then(Mono.defer(() -> list.page(criteria(wanted), page)))
                .flatMap(found -> Flux.fromIterable(found.items())
                        .flatMapSequential(
                                sheet -> keeper.shows(sheet) ? Mono.just(sheet) : keeper.renewed(sheet), SIDE_BY_SIDE)
                        .collectList()
                        .map(found::with));
    }

    Mono<Counts> counts(TableQuery wanted) {
        return current(wanted).then(Mono.defer(() -> counting.of(criteria(wanted), judge.rules())));
    }

    /** Sees to it that the sheets show the day; where that was done already it is one question. */
    private Mono<Void> current(TableQuery wanted) {
        return keeper.open(wanted.year())
                .thenMany(Flux.defer(
                        () -> sheets.toRenew(wanted.year(), wanted.tops(), judge.basis(), LocalDate.now(clock))))
                .distinct(DutySheet::id)
                .flatMap(keeper::renewed, SIDE_BY_SIDE)
                .then();
    }

    /** Which sheets a table is made of; of a branch that is founded later there is nothing to show. */
    private Criteria criteria(TableQuery wanted) {
        var all = Criteria.where("year")
                .is(wanted.year())
                .and("scope.ancestors")
                .in(wanted.tops())
                .and("founded")
                .lte(LocalDate.of(wanted.year(), 12, 31));
        var state = wanted.state();
        return state == null
                ? all
                : all.and("judgement.tally.letters." + Tally.where(wanted.month()))
                        .regex(Tally.saying(state, wanted.rule(), judge.rules()));
    }

    /** Without the judgements, what only the store reads, and the cells, which their mark names. */
    private static Query shown(Query query) {
        query.fields().exclude("judgement.packed", "judgement.tally", "judgement.cells");
        return query;
    }
}
