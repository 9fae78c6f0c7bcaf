package cn.zhibu.activity.record;

import static cn.zhibu.activity.record.RecordProblem.RECORD_NOT_FOUND;
import static cn.zhibu.activity.record.RecordProblem.RECORD_UNIT_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.ENTER;

import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.catalogue.Kind;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.sheet.Candidate;
import cn.zhibu.process.problem.FieldFault;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many records of one branch and kind: looked at together, entered and taken back one by one. */
@Service
public class RecordBatchService {

    private final RecordService records;
    private final RecordDrafts drafts;
    private final RecordSearch search;
    private final RosterService roster;
    private final Changes changes;
    private final Clock clock;

    RecordBatchService(
            RecordService records,
            RecordDrafts drafts,
            RecordSearch search,
            RosterService roster,
            Changes changes,
            Clock clock) {
        this.records = records;
        this.drafts = drafts;
        this.search = search;
        this.roster = roster;
        this.changes = changes;
        this.clock = clock;
    }

    /** What would be refused of each, by its row: what entering it would say, and what one before it says already. */
    public Mono<Map<Integer, List<FieldFault>>> faults(String unit, String kindId, List<Candidate> all, Caller caller) {
        return drafts.offered(kindId).flatMap(kind -> faults(unit, kind, all, caller));
    }

    private Mono<Map<Integer, List<FieldFault>>> faults(String unit, Kind kind, List<Candidate> all, Caller caller) {
        var today = LocalDate.now(clock);
        var forms = new ArrayList<RecordForm>();
        var days = new HashSet<LocalDate>();
        var parties = new HashSet<String>();
        for (var one : all) {
            var date = one.date();
            var form = RecordForm.of(kind, date == null ? today : date, one.values(), today);
            forms.add(form);
            parties.addAll(form.parties().keySet());
            if (date != null) {
                days.add(date);
            }
        }
        return roster.place(unit, ENTER, caller)
                .switchIfEmpty(Mono.error(() -> RECORD_UNIT_NOT_FOUND.at("/unit", unit)))
                .flatMap(place -> Mono.zip(
                                roster.shape(unit, caller), roster.kinds(parties), said(unit, kind.id(), days))
                        .map(heard -> {
                            var look = new RecordLook(
                                    place, heard.getT1(), heard.getT2().keySet(), heard.getT3());
                            var faults = new HashMap<Integer, List<FieldFault>>();
                            for (int at = 0; at < forms.size(); at++) {
                                faults.put(all.get(at).row(), look.faults(all.get(at), forms.get(at)));
                            }
                            return Map.copyOf(faults);
                        }));
    }

    /** What is on record already for these days. */
    private Mono<Set<String>> said(String unit, String kind, Set<LocalDate> days) {
        if (days.isEmpty()) {
            return Mono.just(Set.of());
        }
        var sorted = days.stream().sorted().toList();
        return search.within(unit, kind, sorted.get(0), sorted.get(sorted.size() - 1))
                .filter(record -> days.contains(record.body().date()))
                .map(record -> record.body().said())
                .collect(HashSet::new, Set::add);
    }

    /** Enters one, as taken from other papers; its id is named by the command at hand. */
    public Mono<String> enter(String unit, String kind, LocalDate date, Candidate one, Caller caller) {
        var draft = new RecordDrafts.Draft(date, one.values(), List.of(), List.of(), one.again());
        return records.enter(unit, kind, draft, true, caller)
                .map(shown -> shown.record().id());
    }

    /**
     * Withdraws one that was entered with others, unless somebody has corrected it since. Answers whether it does not count
     * any more; nothing where there is none. Who began it may take it back, whatever was revoked meanwhile.
     */
    public Mono<Boolean> takeBack(String id, String reason, Caller caller) {
        return changes.on(WorkRecord.class, id)
                .visible(record -> record.state().imported(), () -> RECORD_NOT_FOUND.of(id))
                .decide(record -> untouched(record)
                        ? record.withdraw(reason, caller.account(), clock.instant())
                        : Change.of(record))
                .map(record -> record.state().withdrawn() != null)
                .onErrorResume(
                        cn.zhibu.process.problem.Problem.class,
                        refusal -> refusal.type() == RECORD_NOT_FOUND ? Mono.empty() : Mono.error(refusal));
    }

    private static boolean untouched(WorkRecord record) {
        var version = record.version();
        return version != null && version == 0;
    }

    /** Records of one branch and kind as they are, oldest first; restricted texts for the branch alone. */
    public Flux<Entered> carried(
            String unit, String kind, @Nullable LocalDate from, @Nullable LocalDate until, Caller caller) {
        return search.within(unit, kind, from, until)
                .concatMap(record -> records.shown(record, caller))
                .map(shown -> {
                    var values = new HashMap<>(shown.record().body().values());
                    values.putAll(shown.restricted());
                    return new Entered(shown.record().body().date(), values);
                });
    }
}
