package cn.zhibu.activity.record;

import static cn.zhibu.activity.record.RecordProblem.KIND_UNKNOWN;
import static cn.zhibu.platform.problem.PlatformProblem.INVALID_INPUT;

import cn.zhibu.activity.catalogue.KindService;
import cn.zhibu.activity.catalogue.KindService.Kind;
import cn.zhibu.activity.evidence.EvidenceService;
import cn.zhibu.activity.record.WorkRecord.Body;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.problem.FieldFault;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.platform.security.Seals;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes of what was typed what is stored: checked, sealed, with its files. */
@Component
class RecordDrafts {

    /** What was typed. */
    record Draft(
            LocalDate date, Map<String, Object> values, List<String> about, List<String> evidence, boolean again) {}

    private final KindService kinds;
    private final RosterService roster;
    private final EvidenceService evidence;
    private final Seals seals;
    private final Clock clock;

    RecordDrafts(KindService kinds, RosterService roster, EvidenceService evidence, Seals seals, Clock clock) {
        this.kinds = kinds;
        this.roster = roster;
        this.evidence = evidence;
        this.seals = seals;
        this.clock = clock;
    }

    Kind kind(String id) {
        return kinds.kind(id).orElseThrow(() -> KIND_UNKNOWN.at("/kind", id));
    }

    Mono<Body> body(String id, Kind kind, Draft draft) {
        var form = RecordForm.of(kind, draft.date(), draft.values(), LocalDate.now(clock));
        var parties = form.parties();
        return roster.kinds(parties.keySet()).flatMap(known -> {
            var faults = new java.util.ArrayList<>(form.faults());
            parties.forEach((unit, pointer) -> {
                if (!known.containsKey(unit)) {
                    faults.add(FieldFault.of(pointer, "NOT_AN_OPTION"));
                }
            });
            if (!faults.isEmpty()) {
                return Mono.error(INVALID_INPUT.with(faults));
            }
            return sealed(id, form.restricted())
                    .map(restricted ->
                            new Body(draft.date(), form.values(), restricted, List.copyOf(draft.about()), List.of()));
        });
    }

    /** The files are held before the record that names them is saved. */
    Mono<Body> attached(Body body, String id, String unit, List<String> files, Caller caller) {
        return evidence.hold(files, unit, "records/" + id, caller)
                .map(held -> new Body(body.date(), body.values(), body.restricted(), body.about(), held));
    }

    /** Where a restricted text of a record stands. */
    static SealPlace place(String record, String field) {
        return new SealPlace("record." + field, record);
    }

    private Mono<Map<String, Sealed>> sealed(String id, Map<String, String> texts) {
        return Flux.fromIterable(texts.entrySet())
                .concatMap(text -> seals.seal(text.getValue(), place(id, text.getKey()))
                        .map(closed -> Map.entry(text.getKey(), closed)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
