package cn.zhibu.platform.change;

import cn.zhibu.platform.store.Duplicates;
import cn.zhibu.platform.tenant.Tenancy;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * What is made of several rows of a bureau, kept in this process while the mark of its key stands. Whoever has written one of
 * the rows gives the key another mark. A mark that was read is good for a second: what this process writes shows at once,
 * what another one writes a second later, or at once for who asks for the marks of this moment.
 *
 * @param <T> immutable
 */
public final class Marked<T> {

    /** The row of a mark: a collection of its own, among the {@code rows()} of the projection that marks. */
    public interface Mark {

        String id();

        String mark();
    }

    private record Seen<T>(String mark, T made, long read) {}

    private static final long GOOD = Duration.ofSeconds(1).toNanos();
    private static final int AGAIN = 3;

    private final ReactiveMongoTemplate mongo;
    private final Class<? extends Mark> marks;
    private final Ticker ticker;
    private final Cache<String, Seen<T>> kept;
    private final AtomicLong touches = new AtomicLong();

    /**
     * @param most the weight of all that is kept
     * @param weight of one
     */
    public Marked(ReactiveMongoTemplate mongo, Class<? extends Mark> marks, long most, ToIntFunction<T> weight) {
        this(mongo, marks, most, weight, Ticker.systemTicker());
    }

    Marked(
            ReactiveMongoTemplate mongo,
            Class<? extends Mark> marks,
            long most,
            ToIntFunction<T> weight,
            Ticker ticker) {
        this.mongo = mongo;
        this.marks = marks;
        this.ticker = ticker;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((String key, Seen<T> seen) -> weight.applyAsInt(seen.made()))
                .build();
    }

    /**
     * What is kept of these keys, as it was a second ago at most, and what is made anew of the others; of which nothing can
     * be made is left out.
     */
    public Mono<Map<String, T>> of(Collection<String> keys, Function<Set<String>, Mono<Map<String, T>>> make) {
        return Tenancy.current().flatMap(tenant -> {
            var good = new HashMap<String, T>();
            var doubtful = new LinkedHashSet<String>();
            var now = ticker.read();
            for (var key : keys) {
                var seen = kept.getIfPresent(name(tenant, key));
                if (seen == null || now - seen.read() >= GOOD) {
                    doubtful.add(key);
                } else {
                    good.put(key, seen.made());
                }
            }
            return doubtful.isEmpty() ? Mono.just(good) : asked(tenant, doubtful, make, good);
        });
    }

    /** The same by the marks of this moment: as if the rows were read. */
    public Mono<Map<String, T>> now(Collection<String> keys, Function<Set<String>, Mono<Map<String, T>>> make) {
        var each = Set.copyOf(keys);
        return each.isEmpty()
                ? Mono.just(Map.of())
                : Tenancy.current().flatMap(tenant -> asked(tenant, each, make, Map.of()));
    }

    private Mono<Map<String, T>> asked(
            String tenant,
            Set<String> doubtful,
            Function<Set<String>, Mono<Map<String, T>>> make,
            Map<String, T> good) {
        var now = ticker.read();
        var touched = touches.get();
        return marks(doubtful).flatMap(standing -> {
            var seen = new HashMap<String, Seen<T>>();
            standing.forEach((key, mark) -> {
                var before = kept.getIfPresent(name(tenant, key));
                if (before != null && before.mark().equals(mark)) {
                    seen.put(key, new Seen<>(mark, before.made(), now));
                }
            });
            var missing = new HashSet<>(doubtful);
            missing.removeAll(seen.keySet());
            var rest = missing.isEmpty() ? Mono.just(Map.<String, T>of()) : make.apply(missing);
            return rest.flatMap(made -> {
                var all = new HashMap<>(good);
                all.putAll(made);
                made.forEach((key, one) -> {
                    if (standing.containsKey(key)) {
                        seen.put(key, new Seen<>(standing.get(key), one, now));
                    }
                });
                seen.forEach((key, one) -> all.put(key, one.made()));
                keep(tenant, seen, touched);
                return marked(made.keySet(), standing.keySet()).thenReturn(all);
            });
        });
    }

    /** What has no mark is not kept; it gets its first one, whoever reads it: another projection too. */
    private Mono<Void> marked(Set<String> made, Set<String> standing) {
        var unmarked = new HashSet<>(made);
        unmarked.removeAll(standing);
        return changed(unmarked);
    }

    /** What was marked while it was being made may be of before; the next one makes it again. */
    private void keep(String tenant, Map<String, Seen<T>> made, long touched) {
        made.forEach((key, seen) -> {
            if (touches.get() == touched) {
                kept.put(name(tenant, key), seen);
            }
        });
    }

    private Mono<Map<String, String>> marks(Set<String> keys) {
        return mongo.find(named(Criteria.where("_id").in(keys)), marks).collectMap(Mark::id, Mark::mark);
    }

    /** Another mark for each key: after its rows were written, and before anybody is told of it. */
    public Mono<Void> touch(Collection<String> keys) {
        return Mono.deferContextual(context -> {
            Projecting.check(context, marks, true);
            return changed(Set.copyOf(keys));
        });
    }

    private Mono<Void> changed(Set<String> keys) {
        return keys.isEmpty()
                ? Mono.empty()
                : Tenancy.current()
                        .flatMap(tenant -> put(keys).doOnSuccess(done -> {
                            touches.incrementAndGet();
                            keys.forEach(key -> kept.invalidate(name(tenant, key)));
                        }));
    }

    /** Two who mark a key for the first time may both find no mark; the second then changes the first one's. */
    private Mono<Void> put(Set<String> keys) {
        var others = keys.stream()
                .map(key -> new UpdateOneModel<Document>(
                        Filters.eq("_id", key),
                        Updates.set("mark", UUID.randomUUID().toString()),
                        new UpdateOptions().upsert(true)))
                .toList();
        return mongo.getMongoDatabase()
                .map(database -> database.getCollection(mongo.getCollectionName(marks)))
                .flatMap(collection -> Mono.from(collection.bulkWrite(others, new BulkWriteOptions().ordered(false))))
                .retryWhen(Retry.max(AGAIN)
                        .filter(failure -> failure instanceof MongoBulkWriteException bulk && Duplicates.allOfId(bulk)))
                .then();
    }

    private static Query named(Criteria criteria) {
        return Query.query(criteria);
    }

    private static String name(String tenant, String key) {
        return tenant + "|" + key;
    }
}
