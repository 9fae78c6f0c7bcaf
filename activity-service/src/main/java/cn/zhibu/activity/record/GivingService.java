package cn.zhibu.activity.record;

import static cn.zhibu.activity.record.RecordProblem.GIVING_NOT_FOUND;
import static cn.zhibu.platform.problem.PlatformProblem.INVALID_INPUT;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.record.Giving.Answer;
import cn.zhibu.activity.record.Giving.Said;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.catalogue.Field;
import cn.zhibu.catalogue.Kind;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Editions;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.process.problem.FieldFault;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Records as their other side sees and answers them. */
@Service
class GivingService {

    /** What the other side says, as it was typed. */
    record Typed(
            Answer answer,
            @Nullable LocalDate date,
            Map<String, Object> values,
            @Nullable String reason) {}

    private static final Sort NEWEST = Sort.by(Sort.Order.desc("body.date"), Sort.Order.desc("id"));

    private final Records records;
    private final RecordDrafts drafts;
    private final RosterService roster;
    private final Changes changes;
    private final Clock clock;
    private final Listing<WorkRecord> list;

    GivingService(
            Records records,
            RecordDrafts drafts,
            RosterService roster,
            Changes changes,
            Clock clock,
            ReactiveMongoTemplate mongo) {
        this.records = records;
        this.drafts = drafts;
        this.roster = roster;
        this.changes = changes;
        this.clock = clock;
        this.list = new Listing<>(mongo, WorkRecord.class, NEWEST, Editions::leftOut);
    }

    /**
     * Of the units for which the caller enters: what is their turn to answer or to correct, or all that was given to them.
     *
     * @param unit at or below which
     */
    Mono<Page<WorkRecord>> list(@Nullable String unit, boolean turn, PageQuery query, Caller caller) {
        return roster.enters(unit, caller)
                .map(reach -> turn
                        ? Criteria.where("giving.turn").in(reach)
                        : Criteria.where("giving.other.ancestors")
                                .in(reach)
                                .and("state.withdrawn")
                                .isNull())
                .flatMap(wanted -> list.page(wanted, query));
    }

    Mono<WorkRecord> one(String id, Caller caller) {
        return records.findById(id)
                .filter(record -> record.giving() != null)
                .filter(record -> answers(record, caller) || caller.may(READ, record.scope()))
                .switchIfEmpty(Mono.error(() -> GIVING_NOT_FOUND.of(id)));
    }

    Mono<WorkRecord> answer(String id, Typed typed, Caller caller) {
        return changes.on(WorkRecord.class, id)
                .visible(record -> answers(record, caller), () -> GIVING_NOT_FOUND.of(id))
                .decideWith(
                        record -> drafts.written(record).map(kind -> decided(record, kind, typed, caller.account())));
    }

    private Change<WorkRecord> decided(WorkRecord record, Kind kind, Typed typed, String by) {
        var faults = new ArrayList<FieldFault>();
        boolean differs = typed.answer() == Answer.DIFFERENT;
        if (typed.answer() == Answer.WAITING) {
            faults.add(FieldFault.of("/answer", "NOT_AN_OPTION"));
        }
        if (typed.answer() == Answer.REFUSED && typed.reason() == null) {
            faults.add(FieldFault.of("/reason", "REQUIRED"));
        }
        if (!differs && typed.date() != null) {
            faults.add(FieldFault.of("/date", "NOT_ASKED"));
        }
        if (!differs) {
            typed.values().keySet().forEach(field -> faults.add(FieldFault.of("/values/" + field, "NOT_ASKED")));
        }
        var values = differs ? different(record, kind, typed, faults) : Map.<String, Object>of();
        if (!faults.isEmpty()) {
            throw INVALID_INPUT.with(faults);
        }
        var date = Objects.equals(typed.date(), record.body().date()) ? null : typed.date();
        if (differs && date == null && values.isEmpty()) {
            throw INVALID_INPUT.with(List.of(FieldFault.of("/answer", "NOTHING_DIFFERENT")));
        }
        return record.answer(new Said(typed.answer(), date, values, typed.reason(), new Entry(clock.instant(), by)));
    }

    /** Numbers only, those that differ; held against the form as if the owner had typed them. */
    private Map<String, Object> different(WorkRecord record, Kind kind, Typed typed, List<FieldFault> faults) {
        var merged = new LinkedHashMap<>(record.body().values());
        typed.values().forEach((field, value) -> {
            if (kind.field(field).filter(known -> known.type().number()).isEmpty()
                    || !record.body().values().containsKey(field)) {
                faults.add(FieldFault.of("/values/" + field, "NOT_ASKED"));
            } else {
                merged.put(field, value);
            }
        });
        var date = typed.date() == null ? record.body().date() : typed.date();
        var form = RecordForm.of(kind, date, merged, LocalDate.now(clock));
        form.faults().stream()
                .filter(fault -> fault.pointer().equals("/date")
                        || typed.values().containsKey(fault.pointer().substring("/values/".length())))
                .forEach(faults::add);
        var values = new LinkedHashMap<String, Object>();
        kind.fields().stream()
                .filter(field -> field.type().number())
                .map(Field::id)
                .filter(typed.values()::containsKey)
                .forEach(field -> {
                    var said = form.values().get(field);
                    if (said != null && !same(said, record.body().values().get(field))) {
                        values.put(field, said);
                    }
                });
        return values;
    }

    private static boolean same(Object one, @Nullable Object other) {
        return other != null && new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
    }

    private static boolean answers(WorkRecord record, Caller caller) {
        return record.givenTo(scope -> caller.may(ENTER, scope));
    }
}
