package cn.zhibu.activity.record;

import static cn.zhibu.activity.record.RecordProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.record.RecordDrafts.Draft;
import cn.zhibu.activity.roster.Place;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Seals;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.Sought;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for records. */
@Service
public class RecordService {

    /** A record with its restricted texts, opened for the branch alone. */
    record Shown(WorkRecord record, Map<String, String> restricted) {}

    private final Records records;
    private final RecordSearch search;
    private final RecordDrafts drafts;
    private final OtherSides others;
    private final RosterService roster;
    private final Seals seals;
    private final Changes changes;
    private final Clock clock;

    RecordService(
            Records records,
            RecordSearch search,
            RecordDrafts drafts,
            OtherSides others,
            RosterService roster,
            Seals seals,
            Changes changes,
            Clock clock) {
        this.records = records;
        this.search = search;
        this.drafts = drafts;
        this.others = others;
        this.roster = roster;
        this.seals = seals;
        this.changes = changes;
        this.clock = clock;
    }

    /** Whose a record is, for what names it; nothing where there is none that counts for this caller. */
    public Mono<String> branchOf(String id, Caller caller) {
        return records.findById(id)
                .filter(record ->
                        caller.may(READ, record.scope()) && record.state().withdrawn() == null)
                .map(record -> record.scope().unit());
    }

    /** A record that counts, for what names it; nothing where there is none for this caller. */
    public Mono<Noted> noted(String id, Caller caller) {
        return records.findById(id)
                .filter(record ->
                        caller.may(READ, record.scope()) && record.state().withdrawn() == null)
                .map(record -> new Noted(
                        id, record.scope().unit(), record.kind(), record.body().date()));
    }

    Mono<Shown> enter(String unit, String kindId, Draft draft, boolean imported, Caller caller) {
        return drafts.offered(kindId)
                .flatMap(kind -> branch(unit, draft, caller)
                        .flatMap(place -> changes.newId()
                                .flatMap(id -> drafts.body(id, kind, draft, place, null, caller)
                                        .flatMap(body -> once(id, unit, kindId, draft, body)
                                                .thenReturn(body))
                                        .flatMap(body -> drafts.attached(body, id, unit, draft.evidence(), caller))
                                        .flatMap(body -> others.of(kind, body, place.id(), caller)
                                                .map(other -> {
                                                    var state = new WorkRecord.State(
                                                            new Entry(clock.instant(), caller.account()),
                                                            null,
                                                            imported,
                                                            null,
                                                            null);
                                                    return WorkRecord.enter(
                                                            id,
                                                            place.scope(),
                                                            kind.id(),
                                                            kind.version(),
                                                            body,
                                                            state,
                                                            other.orElse(null));
                                                })))))
                .flatMap(changes::save)
                .flatMap(record -> shown(record, caller));
    }

    private Mono<Place> branch(String unit, Draft draft, Caller caller) {
        return roster.place(unit, ENTER, caller)
                .switchIfEmpty(Mono.error(() -> RECORD_UNIT_NOT_FOUND.at("/unit", unit)))
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> UNIT_KEEPS_NO_RECORDS.at("/unit", unit)))
                .filter(place -> place.openOn(draft.date()))
                .switchIfEmpty(Mono.error(() -> RECORD_BRANCH_CLOSED.at("/date")));
    }

    /** The same thing of the same day is mostly one typed twice: who means a second one says so. */
    private Mono<Void> once(String id, String unit, String kind, Draft draft, WorkRecord.Body body) {
        if (draft.again()) {
            return Mono.empty();
        }
        return search.sameDay(unit, kind, body.date())
                .filter(other -> !other.id().equals(id) && other.body().saysTheSame(body))
                .next()
                .flatMap(other -> Mono.error(SAME_RECORD_THAT_DAY.at("/date", body.date())));
    }

    Mono<Shown> correct(String id, Draft draft, String reason, Caller caller) {
        return writing(id, caller)
                .decideWith(record -> drafts.written(record)
                        .flatMap(kind -> openOn(record, draft, caller)
                                .flatMap(place -> drafts.body(id, kind, draft, place, record.body(), caller))
                                .flatMap(body ->
                                        drafts.attached(body, id, record.scope().unit(), draft.evidence(), caller))
                                .flatMap(body -> others.now(kind, record, body, caller)
                                        .map(other -> record.correct(
                                                kind.version(),
                                                body,
                                                other.orElse(null),
                                                reason,
                                                caller.account(),
                                                clock.instant())))))
                .flatMap(record -> shown(record, caller));
    }

    private Mono<Place> openOn(WorkRecord record, Draft draft, Caller caller) {
        return roster.place(record.scope().unit(), ENTER, caller)
                .switchIfEmpty(Mono.error(() -> RECORD_NOT_FOUND.of(record.id())))
                .filter(place -> place.openOn(draft.date()))
                .switchIfEmpty(Mono.error(() -> RECORD_BRANCH_CLOSED.at("/date")));
    }

    Mono<Shown> withdraw(String id, String reason, Caller caller) {
        return writing(id, caller)
                .decide(record -> record.withdraw(reason, caller.account(), clock.instant()))
                .flatMap(record -> shown(record, caller));
    }

    Mono<Shown> one(String id, Caller caller) {
        return records.findById(id)
                .filter(record -> caller.may(READ, record.scope()))
                .switchIfEmpty(Mono.error(() -> RECORD_NOT_FOUND.of(id)))
                .flatMap(record -> shown(record, caller));
    }

    /** Every version, oldest first, the one in force last; restricted texts with the one in force only. */
    Mono<List<Shown>> versions(String id, Caller caller) {
        return one(id, caller)
                .flatMap(shown -> search.editions(id)
                        .map(edition -> new Shown(edition, Map.of()))
                        .concatWithValues(shown)
                        .collectList());
    }

    Mono<Page<WorkRecord>> list(RecordSearch.Wanted wanted, Sought sought, Caller caller) {
        return roster.reach(wanted.unit(), caller).flatMap(reach -> search.find(reach, wanted, sought));
    }

    private Acting<WorkRecord> writing(String id, Caller caller) {
        return changes.on(WorkRecord.class, id)
                .visible(record -> caller.may(ENTER, record.scope()), () -> RECORD_NOT_FOUND.of(id));
    }

    /** Nobody above the branch reads restricted texts. */
    Mono<Shown> shown(WorkRecord record, Caller caller) {
        if (!caller.may(ENTER, record.scope())) {
            return Mono.just(new Shown(record, Map.of()));
        }
        return Flux.fromIterable(record.body().restricted().entrySet())
                .concatMap(text -> seals.open(text.getValue(), RecordDrafts.place(record.id(), text.getKey()))
                        .map(open -> Map.entry(text.getKey(), open)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(open -> new Shown(record, open));
    }
}
