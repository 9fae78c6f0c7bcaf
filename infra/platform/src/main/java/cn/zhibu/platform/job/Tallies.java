package cn.zhibu.platform.job;

import static com.mongodb.client.model.Filters.eq;

import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import reactor.core.publisher.Mono;

/**
 * Numbers that a job counts in a bureau and a meter shows for all of them. They lie beside the tenants, as they were in
 * each bureau's last round, whichever replica had it; a bureau that has none has no line.
 */
public final class Tallies {

    static final String COLLECTION = "tallies";

    private static final Duration SHOWN_EVERY = Duration.ofSeconds(15);
    private static final UpdateOptions OR_INSERT = new UpdateOptions().upsert(true);

    private final TenantDatabases databases;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, AtomicLong> shown = new ConcurrentHashMap<>();
    private volatile Instant next = Instant.MIN;

    Tallies(TenantDatabases databases, MeterRegistry meters, Clock clock) {
        this.databases = databases;
        this.meters = meters;
        this.clock = clock;
    }

    /** Makes a meter of it. */
    public void meter(String name) {
        Gauge.builder(name, shown.computeIfAbsent(name, fresh -> new AtomicLong()), AtomicLong::get)
                .register(meters);
    }

    /** Notes how many there are in the bureau at hand. */
    public Mono<Void> note(String meter, long number) {
        var set = new Document("$set", new Document("meter", meter).append("number", number));
        return Tenancy.current()
                .map(tenant -> eq("_id", meter + "|" + tenant))
                .flatMap(line -> lines().flatMap(lines -> number == 0
                        ? Mono.from(lines.deleteOne(line)).then()
                        : Mono.from(lines.updateOne(line, set, OR_INSERT)).then()))
                .doOnSuccess(noted -> next = Instant.MIN);
    }

    /** Brings the meters up to date, one question for all bureaus. */
    public Mono<Void> show() {
        return Mono.defer(() -> {
            var now = clock.instant();
            if (now.isBefore(next)) {
                return Mono.empty();
            }
            next = now.plus(SHOWN_EVERY);
            return lines().flatMapMany(lines -> lines.aggregate(sums()))
                    .collectMap(
                            sum -> sum.getString("_id"),
                            sum -> sum.get("sum", (Number) 0).longValue())
                    .doOnNext(sums -> shown.forEach((meter, number) -> number.set(sums.getOrDefault(meter, 0L))))
                    .then();
        });
    }

    private List<Document> sums() {
        var ours = new Document("meter", new Document("$in", List.copyOf(shown.keySet())));
        var sum = new Document("_id", "$meter").append("sum", new Document("$sum", "$number"));
        return List.of(new Document("$match", ours), new Document("$group", sum));
    }

    private Mono<MongoCollection<Document>> lines() {
        return databases.of(Tenancy.SHARED).map(shared -> shared.getCollection(COLLECTION));
    }
}
