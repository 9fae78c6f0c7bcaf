package cn.zhibu.platform.job;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import cn.zhibu.platform.change.Coalescing;
import cn.zhibu.platform.store.Duplicates;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Tells all replicas that something has come in a bureau, so that those who wait for it need not ask each for himself: a
 * process in which somebody waits asks one question in three seconds, however many wait and in however many bureaus.
 */
public final class Rings {

    static final String COLLECTION = "rings";

    private static final Logger log = LoggerFactory.getLogger(Rings.class);
    private static final Duration EVERY = Duration.ofSeconds(3);

    /** Clocks of two replicas differ by less, and no write takes longer to be seen. */
    private static final Duration APART = Duration.ofSeconds(30);

    private final TenantDatabases databases;
    private final Clock clock;
    private final Coalescing<String> together = new Coalescing<>();
    private final Flux<String> rung;

    Rings(TenantDatabases databases, Clock clock) {
        this(databases, clock, EVERY);
    }

    Rings(TenantDatabases databases, Clock clock, Duration every) {
        this.databases = databases;
        this.clock = clock;
        this.rung = Flux.defer(() -> looks(every)).publish().refCount();
    }

    /** Something has come in the bureau at hand. Told after it was written. */
    public Mono<Void> ring() {
        return Tenancy.current().flatMap(tenant -> together.add(COLLECTION, List.of(tenant), each -> put(tenant)));
    }

    /** Whenever something may have come in the bureau at hand, through whichever replica; once too often at worst. */
    public Flux<Boolean> heard() {
        return Tenancy.current()
                .flatMapMany(tenant -> rung.filter(tenant::equals).map(same -> true))
                .onBackpressureLatest();
    }

    private Mono<Void> put(String tenant) {
        return list().flatMap(list -> Mono.defer(() -> Mono.from(list.updateOne(
                                eq("_id", tenant),
                                new Document(
                                        "$set",
                                        new Document("at", Date.from(clock.instant()))
                                                .append(
                                                        "mark",
                                                        UUID.randomUUID().toString())),
                                new UpdateOptions().upsert(true))))
                        .retryWhen(Retry.max(1).filter(Duplicates::ofId)))
                .then();
    }

    private Flux<String> looks(Duration every) {
        var seen = new HashMap<String, String>();
        return Flux.interval(Duration.ZERO, every)
                .onBackpressureDrop()
                .concatMap(
                        tick -> look(seen).onErrorResume(away -> {
                            log.debug("Nobody could be asked who was rung for: {}", away.toString());
                            return Flux.empty();
                        }),
                        1);
    }

    /** Of the last moments, what is not as it was at the last look. */
    private Flux<String> look(Map<String, String> seen) {
        var since = Date.from(clock.instant().minus(APART));
        return list().flatMap(list -> Flux.from(list.find(gt("at", since)))
                        .collectMap(found -> found.getString("_id"), found -> found.getString("mark")))
                .flatMapIterable(now -> {
                    var fresh = now.entrySet().stream()
                            .filter(ring -> !ring.getValue().equals(seen.get(ring.getKey())))
                            .map(Map.Entry::getKey)
                            .toList();
                    seen.clear();
                    seen.putAll(now);
                    return fresh;
                });
    }

    private Mono<MongoCollection<Document>> list() {
        return databases.of(Tenancy.SHARED).map(shared -> shared.getCollection(COLLECTION));
    }
}
