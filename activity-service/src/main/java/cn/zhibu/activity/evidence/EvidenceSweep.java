package cn.zhibu.activity.evidence;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.file.FileStore;
import cn.zhibu.platform.file.Incoming;
import cn.zhibu.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Removes files that nothing named in time, be it that a form was given up or that a crash came between a file and its
 * document. What was touched meanwhile has another version by now and stays. It comes again when the time of the next one
 * is over.
 */
@Component
class EvidenceSweep implements Job {

    private final EvidenceRows rows;
    private final ReactiveMongoTemplate mongo;
    private final FileStore files;
    private final Incoming incoming;
    private final Changes changes;
    private final Grace grace;
    private final Clock clock;

    EvidenceSweep(
            EvidenceRows rows,
            ReactiveMongoTemplate mongo,
            FileStore files,
            Incoming incoming,
            Changes changes,
            Grace grace,
            Clock clock) {
        this.rows = rows;
        this.mongo = mongo;
        this.files = files;
        this.incoming = incoming;
        this.changes = changes;
        this.grace = grace;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Grace.LOOKED_AT_EVERY;
    }

    @Override
    public Mono<Instant> round() {
        return before(grace.began());
    }

    /** Answers when the time of the next file will be over. */
    Mono<Instant> before(Instant moment) {
        return incoming.tidy()
                .thenMany(rows.findUntouched(Evidence.State.LOOSE, moment))
                .concatMap(this::dropped)
                .thenMany(rows.findUntouched(Evidence.State.HELD, moment))
                .concatMap(evidence -> named(evidence).flatMap(named -> named ? kept(evidence) : dropped(evidence)))
                .thenMany(files.all())
                .concatMap(file -> file.at().isBefore(moment)
                        ? unused(file.hash(), moment).then(Mono.<Instant>empty())
                        : Mono.just(file.at()))
                .concatWith(untouched(Evidence.State.LOOSE, moment))
                .concatWith(untouched(Evidence.State.HELD, moment))
                .reduce((one, other) -> one.isBefore(other) ? one : other)
                .map(grace::ends);
    }

    private Mono<Instant> untouched(Evidence.State state, Instant moment) {
        return rows.findTouchedFrom(state, moment, PageRequest.of(0, 1))
                .next()
                .map(evidence -> evidence.holding().touchedAt());
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
