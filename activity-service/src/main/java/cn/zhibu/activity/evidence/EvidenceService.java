package cn.zhibu.activity.evidence;

import static cn.zhibu.activity.evidence.EvidenceProblem.EVIDENCE_GONE;
import static cn.zhibu.activity.evidence.EvidenceProblem.EVIDENCE_NOT_FOUND;
import static cn.zhibu.activity.evidence.EvidenceProblem.EVIDENCE_UNIT_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.roster.Place;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.file.FileStore;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Seals;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Takes files, holds them for what names them, and shows them to those who may read it. */
@Service
@EnableConfigurationProperties(EvidenceSettings.class)
public class EvidenceService {

    private static final int TRIES = 8;
    private static final String CONTENT = "evidence.content";

    private final EvidenceRows rows;
    private final Preparation preparation;
    private final RosterService roster;
    private final FileStore files;
    private final Seals seals;
    private final Changes changes;
    private final Grace grace;
    private final Clock clock;

    EvidenceService(
            EvidenceRows rows,
            Preparation preparation,
            RosterService roster,
            FileStore files,
            Seals seals,
            Changes changes,
            Grace grace,
            Clock clock) {
        this.rows = rows;
        this.preparation = preparation;
        this.roster = roster;
        this.files = files;
        this.seals = seals;
        this.changes = changes;
        this.grace = grace;
        this.clock = clock;
    }

    /** Takes a file for a branch: its bytes are on disk before the document that names it is saved. */
    Mono<Evidence> add(String unit, String name, Flux<DataBuffer> body, Caller caller) {
        return roster.place(unit, ENTER, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .map(Place::scope)
                .switchIfEmpty(unread(body).then(Mono.error(() -> EVIDENCE_UNIT_NOT_FOUND.at("/unit", unit))))
                .flatMap(scope -> preparation.of(body, name, prepared -> keep(prepared, scope, caller)));
    }

    private Mono<Evidence> keep(Preparation.Prepared prepared, Scope scope, Caller caller) {
        return grace.begins()
                .thenMany(Flux.fromIterable(prepared.arrivals()))
                .concatMap(files::put)
                .then(Mono.zip(changes.newId(), seals.digest(prepared.sent(), CONTENT)))
                .map(both -> Evidence.add(
                        both.getT1(),
                        scope,
                        prepared.name(),
                        prepared.kept(),
                        both.getT2(),
                        caller.account(),
                        clock.instant()))
                .flatMap(changes::save);
    }

    /** Reads a body to its end, so that its sender hears the answer. */
    private static Mono<Void> unread(Flux<DataBuffer> body) {
        return body.map(DataBufferUtils::release).then();
    }

    /** Makes sure that these files are there for what is about to name them; refuses the first that is not. */
    public Mono<List<String>> hold(List<String> ids, String unit, String holder, Caller caller) {
        return Flux.range(0, ids.size())
                .concatMap(i -> held(ids.get(i), unit, holder, caller)
                        .switchIfEmpty(Mono.error(() -> EVIDENCE_GONE.at("/evidence/" + i))))
                .map(Evidence::id)
                .distinct()
                .collectList();
    }

    private Mono<Evidence> held(String id, String unit, String holder, Caller caller) {
        return Mono.defer(() -> rows.findById(id))
                .filter(evidence ->
                        evidence.there() && unit.equals(evidence.scope().unit()) && caller.may(ENTER, evidence.scope()))
                .flatMap(evidence -> {
                    var change = evidence.hold(holder, clock.instant());
                    return change.state() == evidence ? Mono.just(evidence) : changes.save(change);
                })
                .retryWhen(Retry.backoff(TRIES, Duration.ofMillis(5))
                        .filter(OptimisticLockingFailureException.class::isInstance));
    }

    Mono<Evidence> one(String id, Caller caller) {
        return rows.findById(id)
                .filter(evidence -> visible(evidence, caller))
                .switchIfEmpty(Mono.error(() -> EVIDENCE_NOT_FOUND.of(id)));
    }

    /** Those of the files that the caller may see, in the order asked for. */
    Mono<List<Evidence>> listed(List<String> ids, Caller caller) {
        return rows.findByIdIn(ids)
                .filter(evidence -> visible(evidence, caller))
                .collectSortedList(java.util.Comparator.comparingInt(evidence -> ids.indexOf(evidence.id())));
    }

    /** A loose file is for those who enter for the branch; one that is named by a record, for all who may read it. */
    private static boolean visible(Evidence evidence, Caller caller) {
        return switch (evidence.holding().state()) {
            case LOOSE -> caller.may(ENTER, evidence.scope());
            case HELD, KEPT -> caller.may(READ, evidence.scope());
            case DROPPED -> false;
        };
    }

    /** The thumbnail of a picture; other files have none. */
    Mono<Evidence.Kept> thumbnail(String id, Caller caller) {
        return one(id, caller)
                .mapNotNull(Evidence::thumbnail)
                .switchIfEmpty(Mono.error(() -> EVIDENCE_NOT_FOUND.of(id)));
    }

    Flux<DataBuffer> bytes(Evidence.Kept kept, Caller caller) {
        return caller.account().isEmpty() ? Flux.empty() : files.read(kept.hash());
    }
}
