package cn.zhibu.platform.change;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The markers that earlier releases set beside the tenants, one for each document with unsent events. What they point to
 * is stamped as a write of this process, once after its start; the marker goes afterwards.
 */
final class OldMarkers {

    private static final String COLLECTION = "outbox";
    private static final int AT_ONCE = 256;

    private final TenantDatabases databases;
    private final Writers writers;
    private final Backlog backlog;
    private final Clock clock;
    private final AtomicBoolean gone = new AtomicBoolean();

    OldMarkers(TenantDatabases databases, Writers writers, Backlog backlog, Clock clock) {
        this.databases = databases;
        this.writers = writers;
        this.backlog = backlog;
        this.clock = clock;
    }

    Mono<Void> round() {
        if (gone.get()) {
            return Mono.empty();
        }
        return databases
                .of(Tenancy.SHARED)
                .map(shared -> shared.getCollection(COLLECTION))
                .flatMap(markers -> Flux.from(markers.find(gt("_id", ""))
                                .sort(new Document("_id", 1))
                                .limit(AT_ONCE))
                        .concatMap(marker ->
                                stamped(marker).then(Mono.from(markers.deleteOne(eq("_id", marker.get("_id"))))))
                        .count()
                        .doOnNext(found -> gone.set(found == 0))
                        .then());
    }

    private Mono<Void> stamped(Document marker) {
        var shelf = new Shelf(marker.getString("tenant"), marker.getString("collection"));
        return writers.enter(shelf)
                .flatMap(stamp -> Recovery.collection(databases, shelf)
                        .flatMap(collection -> stamp(collection, marker.getString("doc"), stamp))
                        .doOnNext(done -> backlog.add(new Backlog.Behind(stamp.by(), shelf), clock.instant()))
                        .doFinally(ended -> writers.leave()))
                .then();
    }

    /** Nothing is stamped where a writer of this release has written since: his stamp stands for all that waits. */
    private static Mono<Document> stamp(MongoCollection<Document> collection, String id, Stamp stamp) {
        var unstamped = and(eq("_id", id), gt(Outbox.FIELD + ".sequence", -1L), eq(Outbox.UNSENT, null));
        return Mono.from(collection.findOneAndUpdate(
                unstamped, new Document("$set", new Document(Outbox.UNSENT, stamp.document()))));
    }
}
