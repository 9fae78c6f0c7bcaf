package cn.zhibu.activity.evidence;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.file.FileStore;
import cn.zhibu.platform.file.Incoming;
import cn.zhibu.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Removes files that nothing named in time, be it that a form was given up or that a crash came between a file and its
 * document. What was touched meanwhile has another version by now and stays.
 */
@Component
class EvidenceSweep implements Job {

    private final EvidenceRows rows;
    private final ReactiveMongoTemplate mongo;
    private final FileStore files;
    private final Incoming incoming;
    private final Changes changes;
    private final EvidenceSettings settings;
    private final Clock clock;

    EvidenceSweep(
            EvidenceRows rows,
            ReactiveMongoTemplate mongo,
            FileStore files,
            Incoming incoming,
            Changes changes,
            EvidenceSettings settings,
            Clock clock) {
        this.rows = rows;
        this.mongo = mongo;
        this.files = files;
        this.incoming = incoming;
        this.changes = changes;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public Mono<Void> round() {
        return before(clock.instant().minus(settings.forgotten()));
    }

    Mono<Void> before(Instant moment) {
        return rows.findUntouched(Evidence.State.LOOSE, moment)
                .concatMap(this::dropped)
                .thenMany(rows.findUntouched(Evidence.State.HELD, moment))
                .concatMap(evidence -> named(evidence).flatMap(named -> named ? kept(evidence) : dropped(evidence)))
                .thenMany(files.putBefore(moment))
                .concatMap(hash -> unused(hash, moment))
                .then(incoming.tidy());
    }

    /** Whether one of those that were about to name it was saved. */
    private Mono<Boolean> named(Evidence evidence) {
        return Flux.fromIterable(evidence.holding().by())
                .map(holder -> holder.split("/", 2))
                .concatMap(
                        holder -> mongo.exists(Query.query(Criteria.where("_id").is(holder[1])), holder[0]))
                .any(there -> there);
    }

    private Mono<Void> kept(Evidence evidence) {
        return changes.save(evidence.keep())
                .onErrorComplete(OptimisticLockingFailureException.class)
                .then();
    }

    private Mono<Void> dropped(Evidence evidence) {
        return changes.save(evidence.drop(clock.instant()))
                .onErrorComplete(OptimisticLockingFailureException.class)
                .then();
    }

    private Mono<Boolean> unused(String hash, Instant moment) {
        return rows.existsByFile(hash)
                .filter(used -> !used)
                .flatMap(free -> rows.existsByThumbnail(hash))
                .filter(used -> !used)
                .flatMap(free -> files.drop(hash, moment));
    }
}
