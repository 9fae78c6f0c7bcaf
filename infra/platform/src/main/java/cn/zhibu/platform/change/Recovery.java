package cn.zhibu.platform.change;

import cn.zhibu.platform.tenant.TenantDatabases;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks after writers that are silent: asks in the places they named what they left unsent, and puts it on the backlog.
 * With nobody silent it is one question, whatever the number of tenants.
 */
final class Recovery {

    private static final int AT_ONCE = 4;

    private final TenantDatabases databases;
    private final Writers writers;
    private final Backlog backlog;
    private final OldMarkers markers;
    private final Clock clock;
    private final Map<String, Writers.Silent> inCare = new ConcurrentHashMap<>();

    Recovery(TenantDatabases databases, Writers writers, Backlog backlog, Clock clock) {
        this.databases = databases;
        this.writers = writers;
        this.backlog = backlog;
        this.markers = new OldMarkers(databases, writers, backlog, clock);
        this.clock = clock;
    }

    /** Says that this process lives, goes on with those in its care, and looks for others. */
    Mono<Void> round() {
        return writers.beat()
                .then(Mono.defer(markers::round))
                .thenMany(Flux.defer(() -> Flux.fromIterable(inCare.values())))
                .concatMap(this::goOn)
                .thenMany(Flux.defer(() -> writers.silent(AT_ONCE)))
                .concatMap(this::take)
                .then();
    }

    private Mono<Void> goOn(Writers.Silent silent) {
        if (backlog.has(silent.id())) {
            return writers.keep(silent)
                    .doOnNext(mine -> forgetUnless(mine, silent))
                    .then();
        }
        return writers.looked(silent).doOnSuccess(done -> inCare.remove(silent.id()));
    }

    private void forgetUnless(boolean mine, Writers.Silent silent) {
        if (!mine) {
            inCare.remove(silent.id());
        }
    }

    private Mono<Void> take(Writers.Silent silent) {
        return Flux.fromIterable(silent.shelves())
                .concatMap(shelf -> look(new Backlog.Behind(silent.id(), shelf)))
                .then(Mono.fromRunnable(() -> inCare.put(silent.id(), silent)));
    }

    private Mono<Void> look(Backlog.Behind behind) {
        return collection(databases, behind.shelf())
                .flatMap(collection -> Mono.from(collection
                                .find(Outbox.of(behind.writer(), 0))
                                .projection(Outbox.NEEDED)
                                .sort(Outbox.OLDEST)
                                .first())
                        .flatMap(oldest -> Mono.from(collection.countDocuments(Outbox.of(behind.writer())))
                                .doOnNext(count -> backlog.found(behind, Math.max(1, count), since(oldest)))))
                .then();
    }

    private Instant since(Document oldest) {
        return Handed.envelopes(oldest).stream().map(Envelope::time).findFirst().orElseGet(clock::instant);
    }

    /** What others left stays theirs. */
    void rest() {
        inCare.clear();
        backlog.keepOnly(writers.self());
    }

    static Mono<MongoCollection<Document>> collection(TenantDatabases databases, Shelf shelf) {
        return databases.of(shelf.tenant()).map(database -> database.getCollection(shelf.collection()));
    }
}
