package cn.zhibu.platform.job;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

import cn.zhibu.platform.change.Failpoints;
import cn.zhibu.platform.store.Duplicates;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The list, beside the tenants, of the moments at which a job has something to do in a bureau. A moment stays in it until a
 * round that began after it has ended, whatever happened before: so a moment that is known to be in the list covers all
 * that is due later, and who knows of one writes no second.
 */
public final class Wakes {

    static final String COLLECTION = "wakes";

    /** Clocks of two replicas differ by less; a moment nearer than this may have begun elsewhere and covers nothing. */
    static final Duration APART = Duration.ofSeconds(5);

    private static final int REMEMBERED = 20_000;

    private final TenantDatabases databases;
    private final Clock clock;
    private final Cache<String, Instant> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Map<String, Bell<Boolean>> calls = new ConcurrentHashMap<>();

    Wakes(TenantDatabases databases, Clock clock) {
        this.databases = databases;
        this.clock = clock;
    }

    /** A moment that has come. */
    record Due(String id, String tenant) {}

    /** Has the job look at the bureau at hand at a moment; if that has come, as soon as it can. Asked after the write. */
    public Mono<Void> wake(Class<? extends Job> job, Instant at) {
        return wake(name(job), at);
    }

    Mono<Void> wake(String job, Instant at) {
        return Tenancy.current().flatMap(tenant -> wake(job, tenant, at));
    }

    private Mono<Void> wake(String job, String tenant, Instant at) {
        var key = job + "|" + tenant;
        var sure = clock.instant().plus(APART);
        var nearest = known.getIfPresent(key);
        if (nearest != null && nearest.isAfter(sure) && !nearest.isAfter(at)) {
            return Mono.empty();
        }
        Failpoints.pass("before-wake");
        var moment = whole(at);
        var far = moment.isAfter(sure);
        var id = key + "|" + (far ? Long.toString(moment.toEpochMilli()) : UUID.randomUUID());
        var wake = new Document("_id", id)
                .append("job", job)
                .append("tenant", tenant)
                .append("at", Date.from(moment));
        return list().flatMap(list -> Mono.from(list.insertOne(wake)).then())
                .onErrorResume(Duplicates::ofId, there -> Mono.empty())
                .then(Mono.fromRunnable(() -> {
                    if (far) {
                        remember(key, moment, sure);
                    } else if (!moment.isAfter(clock.instant())) {
                        call(job);
                    }
                }));
    }

    private void remember(String key, Instant moment, Instant sure) {
        known.asMap().merge(key, moment, (old, fresh) -> old.isAfter(sure) && old.isBefore(fresh) ? old : fresh);
    }

    /** The store keeps milliseconds; what is due in the middle of one is not due before its end. */
    private static Instant whole(Instant at) {
        var cut = Instant.ofEpochMilli(at.toEpochMilli());
        return cut.equals(at) ? cut : cut.plusMillis(1);
    }

    private void call(String job) {
        bell(job).ring(true);
    }

    /** Tells, in this process, that a job was woken for a moment that has come. */
    Flux<Boolean> calls(String job) {
        return bell(job).heard();
    }

    private Bell<Boolean> bell(String job) {
        return calls.computeIfAbsent(job, fresh -> new Bell<>());
    }

    /** Moments of a job that have come, in whatever bureaus, oldest first. */
    Flux<Due> due(String job, int limit) {
        return list().flatMapMany(list -> list.find(and(eq("job", job), lte("at", Date.from(clock.instant()))))
                        .sort(new Document("at", 1).append("_id", 1))
                        .limit(limit))
                .map(found -> new Due(found.getString("_id"), found.getString("tenant")));
    }

    /** Strikes out moments whose round has ended. */
    Mono<Void> done(Collection<String> ids) {
        return list().flatMap(list -> Mono.from(list.deleteMany(in("_id", ids))))
                .then();
    }

    static String name(Class<? extends Job> job) {
        return job.getSimpleName();
    }

    private Mono<MongoCollection<Document>> list() {
        return databases.of(Tenancy.SHARED).map(shared -> shared.getCollection(COLLECTION));
    }
}
