package cn.zhibu.activity.record;

import static cn.zhibu.activity.record.RecordProblem.KIND_UNKNOWN;
import static cn.zhibu.platform.problem.PlatformProblem.INVALID_INPUT;

import cn.zhibu.activity.catalogue.KindService;
import cn.zhibu.activity.evidence.EvidenceService;
import cn.zhibu.activity.record.WorkRecord.Body;
import cn.zhibu.activity.roster.Place;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.catalogue.Field.Type;
import cn.zhibu.catalogue.Kind;
import cn.zhibu.platform.input.SearchText;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.platform.security.Seals;
import cn.zhibu.process.problem.FieldFault;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes of what was typed what is stored: checked, sealed, with its files. */
@Component
class RecordDrafts {

    /** What was typed. */
    record Draft(
            LocalDate date, Map<String, Object> values, List<String> about, List<String> evidence, boolean again) {}

    private static final String PERSON = "record.person";

    private final KindService kinds;
    private final RosterService roster;
    private final EvidenceService evidence;
    private final AskedCampaigns campaigns;
    private final Seals seals;
    private final Clock clock;

    RecordDrafts(
            KindService kinds,
            RosterService roster,
            EvidenceService evidence,
            AskedCampaigns campaigns,
            Seals seals,
            Clock clock) {
        this.kinds = kinds;
        this.roster = roster;
        this.evidence = evidence;
        this.campaigns = campaigns;
        this.seals = seals;
        this.clock = clock;
    }

    Mono<Kind> offered(String id) {
        return kinds.offered(id).switchIfEmpty(Mono.error(() -> KIND_UNKNOWN.at("/kind", id)));
    }

    /** A record is corrected by the version it was written under: nobody is asked for what was not asked then. */
    Mono<Kind> written(WorkRecord record) {
        return kinds.written(record.kind(), record.kindVersion())
                .switchIfEmpty(Mono.error(() -> KIND_UNKNOWN.at("/kind", record.kind())));
    }

    /**
     * What is stored of a draft.
     *
     * @param before what the record said so far: whom it named stays named, even where the roster was corrected since
     */
    Mono<Body> body(String id, Kind kind, Draft draft, Place place, @Nullable Body before, Caller caller) {
        var form = RecordForm.of(kind, draft.date(), draft.values(), LocalDate.now(clock));
        var known = before == null ? Set.<String>of() : named(before);
        return Mono.zip(strangers(form, draft, place, known, caller), unknown(form, place, known))
                .flatMap(heard -> {
                    var faults = new ArrayList<>(form.faults());
                    faults.addAll(heard.getT1());
                    faults.addAll(heard.getT2());
                    if (!faults.isEmpty()) {
                        return Mono.error(INVALID_INPUT.with(faults));
                    }
                    return Mono.zip(sealed(id, form.restricted()), marks(form.persons()))
                            .map(both -> new Body(
                                    draft.date(),
                                    form.values(),
                                    both.getT1(),
                                    List.copyOf(draft.about()),
                                    List.of(),
                                    both.getT2()));
                });
    }

    private static Set<String> named(Body before) {
        var named = new HashSet<>(before.about());
        before.values().values().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .forEach(named::add);
        return named;
    }

    /** Ids that name nothing: a party is a unit of the bureau, a person belongs to the branch on the day. */
    private Mono<List<FieldFault>> strangers(
            RecordForm form, Draft draft, Place place, Set<String> known, Caller caller) {
        var parties = form.parties();
        var people = new LinkedHashMap<>(form.named(Type.MEMBER));
        people.keySet().removeAll(known);
        var about = draft.about().stream().filter(id -> !known.contains(id)).toList();
        var units = new HashSet<>(parties.keySet());
        units.addAll(about);
        var members = people.isEmpty() && about.isEmpty()
                ? Mono.just(Set.<String>of())
                : roster.shape(place.id(), caller)
                        .map(shape -> shape.membersOn(draft.date()))
                        .defaultIfEmpty(Set.of());
        return roster.kinds(units).zipWith(members).map(heard -> {
            var faults = new ArrayList<FieldFault>();
            parties.forEach((unit, pointer) -> {
                if (!heard.getT1().containsKey(unit)) {
                    faults.add(FieldFault.of(pointer, "NOT_AN_OPTION"));
                }
            });
            people.forEach((person, pointer) -> {
                if (!heard.getT2().contains(person)) {
                    faults.add(FieldFault.of(pointer, "NOT_OF_THIS_BRANCH_THEN"));
                }
            });
            about.stream()
                    .filter(id ->
                            !heard.getT1().containsKey(id) && !heard.getT2().contains(id))
                    .forEach(id ->
                            faults.add(FieldFault.of("/about/" + draft.about().indexOf(id), "NOT_AN_OPTION")));
            return faults;
        });
    }

    /** Campaigns that are not asked of the branch; what the record named before it may name. */
    private Mono<List<FieldFault>> unknown(RecordForm form, Place place, Set<String> known) {
        var named = form.named(Type.CAMPAIGN);
        named.keySet().removeAll(known);
        if (named.isEmpty()) {
            return Mono.just(List.of());
        }
        return campaigns.of(named.keySet(), place.scope()).map(asked -> {
            named.keySet().removeAll(asked);
            return named.values().stream()
                    .map(pointer -> FieldFault.of(pointer, "NOT_AN_OPTION"))
                    .toList();
        });
    }

    /** The files are held before the record that names them is saved. */
    Mono<Body> attached(Body body, String id, String unit, List<String> files, Caller caller) {
        return evidence.hold(files, unit, "records/" + id, caller)
                .map(held ->
                        new Body(body.date(), body.values(), body.restricted(), body.about(), held, body.persons()));
    }

    /** Where a restricted text of a record stands. */
    static SealPlace place(String record, String field) {
        return new SealPlace("record." + field, record);
    }

    /** The same name, however it was typed, is the same mark in every record of the bureau. */
    private Mono<Map<String, String>> marks(Map<String, String> names) {
        return Flux.fromIterable(names.entrySet())
                .concatMap(name -> seals.digest(SearchText.of(name.getValue()), PERSON)
                        .map(mark -> Map.entry(name.getKey(), mark)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Map<String, Sealed>> sealed(String id, Map<String, String> texts) {
        return Flux.fromIterable(texts.entrySet())
                .concatMap(text -> seals.seal(text.getValue(), place(id, text.getKey()))
                        .map(closed -> Map.entry(text.getKey(), closed)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
