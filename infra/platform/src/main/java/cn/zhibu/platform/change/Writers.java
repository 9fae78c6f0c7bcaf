package cn.zhibu.platform.change;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import cn.zhibu.platform.store.Duplicates;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Who writes where, beside the tenants: one document for each process, which names a collection of a tenant before the
 * first write to it and says every few seconds that the process lives. Of one that is silent others ask in those places,
 * and in no others, what it left unsent. They ask again, ever less often, for a day: a process that was only frozen may
 * still finish what it had begun.
 */
final class Writers {

    static final String COLLECTION = "writers";
    static final Duration BEAT = Duration.ofSeconds(3);

    private static final Duration ALIVE = BEAT.multipliedBy(4);
    private static final Duration CLAIM = BEAT.multipliedBy(10);
    private static final int LOOKS = 7;
    private static final int SLOWER = 4; // the pauses between looks: 15 s, 1 min, 4 min, up to 17 h

    private static final String PLACES = "places";
    private static final String UNTIL = "until";
    private static final String LOOKED = "looks";
    private static final String CLAIMED = "claim";

    private final TenantDatabases databases;
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();
    private final Map<Shelf, Mono<String>> named = new ConcurrentHashMap<>();
    private String self = UUID.randomUUID().toString();
    private int writing;

    Writers(TenantDatabases databases, Clock clock) {
        this.databases = databases;
        this.clock = clock;
    }

    /** A silent writer that this process looks after for a while. */
    record Silent(String id, String claim, List<Shelf> shelves, int looks) {}

    synchronized String self() {
        return self;
    }

    /** Says where a write is about to happen, unless that is said already; answers its stamp. {@link #leave} ends it. */
    Mono<Stamp> enter(Shelf shelf) {
        return Mono.defer(() -> begin(shelf)).map(this::stamp).doOnError(failure -> leave());
    }

    private synchronized Mono<String> begin(Shelf shelf) {
        writing++;
        var writer = self;
        return named.computeIfAbsent(
                shelf,
                fresh -> name(shelf, writer)
                        .doOnError(failure -> named.remove(shelf))
                        .cache());
    }

    synchronized void leave() {
        writing--;
    }

    Stamp stamp(String writer) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return new Stamp(writer, last.updateAndGet(before -> Math.max(before + 1, now)));
    }

    /** The index that finds what is unsent there, and the place in the writer's document. */
    private Mono<String> name(Shelf shelf, String writer) {
        return databases
                .of(shelf.tenant())
                .flatMap(database ->
                        Mono.from(database.getCollection(shelf.collection()).createIndex(Outbox.INDEX, Outbox.INDEXED)))
                .then(Mono.defer(() -> note(shelf, writer)))
                .retryWhen(Retry.max(2).filter(Duplicates::ofId))
                .thenReturn(writer);
    }

    private Mono<Void> note(Shelf shelf, String writer) {
        var update = alive().append("$addToSet", new Document(PLACES, shelf.text()));
        return writers()
                .flatMap(writers ->
                        Mono.from(writers.updateOne(eq("_id", writer), update, new UpdateOptions().upsert(true))))
                .then();
    }

    private Document alive() {
        return new Document("$set", new Document(UNTIL, after(ALIVE)).append(LOOKED, 0));
    }

    /** Says that this process lives, if it has written anywhere; where its document is gone it is made again. */
    Mono<Void> beat() {
        var shelves = List.copyOf(named.keySet());
        if (shelves.isEmpty()) {
            return Mono.empty();
        }
        var writer = self();
        var alive = alive().append("$unset", new Document(CLAIMED, ""));
        return writers()
                .flatMap(writers -> Mono.from(writers.updateOne(eq("_id", writer), alive)))
                .filter(result -> result.getMatchedCount() == 0)
                .flatMapMany(gone -> Flux.fromIterable(shelves))
                .concatMap(shelf -> note(shelf, writer))
                .then();
    }

    /** Takes silent writers into care, so that others leave them alone meanwhile. */
    Flux<Silent> silent(int most) {
        return writers()
                .flatMapMany(writers -> writers.find(lt(UNTIL, after(Duration.ZERO)))
                        .sort(new Document(UNTIL, 1).append("_id", 1))
                        .limit(most))
                .filter(found -> !found.getString("_id").equals(self()))
                .concatMap(this::claimed);
    }

    private Mono<Silent> claimed(Document found) {
        var claim = UUID.randomUUID().toString();
        var id = found.getString("_id");
        var as = and(eq("_id", id), eq(UNTIL, found.getDate(UNTIL)));
        var care = new Document("$set", new Document(UNTIL, after(CLAIM)).append(CLAIMED, claim));
        return writers()
                .flatMap(writers -> Mono.from(writers.updateOne(as, care)))
                .filter(result -> result.getModifiedCount() == 1)
                .map(mine -> new Silent(id, claim, shelves(found), found.getInteger(LOOKED, 0)));
    }

    private static List<Shelf> shelves(Document found) {
        return found.getList(PLACES, String.class, List.of()).stream()
                .map(Shelf::of)
                .toList();
    }

    /** Goes on looking after a writer; answers whether it is still in this process's care. */
    Mono<Boolean> keep(Silent silent) {
        return change(silent, new Document("$set", new Document(UNTIL, after(CLAIM))));
    }

    /** Nothing of it was left: it is looked at again after a while, and at last forgotten. */
    Mono<Void> looked(Silent silent) {
        if (silent.looks() >= LOOKS) {
            return writers()
                    .flatMap(writers -> Mono.from(writers.deleteOne(mine(silent))))
                    .then();
        }
        var pause = Duration.ofSeconds(15).multipliedBy((long) Math.pow(SLOWER, silent.looks()));
        var later = new Document("$set", new Document(UNTIL, after(pause)).append(LOOKED, silent.looks() + 1))
                .append("$unset", new Document(CLAIMED, ""));
        return change(silent, later).then();
    }

    private Mono<Boolean> change(Silent silent, Document update) {
        return writers()
                .flatMap(writers -> Mono.from(writers.updateOne(mine(silent), update)))
                .map(result -> result.getMatchedCount() == 1);
    }

    private static Bson mine(Silent silent) {
        return and(eq("_id", silent.id()), eq(CLAIMED, silent.claim()));
    }

    /**
     * This process rests. With nothing begun and nothing left its document goes, and who writes later does so under another
     * name; otherwise others may look at once.
     */
    Mono<Void> rest(BooleanSupplier clean) {
        var before = self();
        var gone = renamed(clean);
        if (named.isEmpty() && gone == null) {
            return Mono.empty();
        }
        return writers()
                .flatMap(writers -> gone != null
                        ? Mono.from(writers.deleteOne(eq("_id", gone))).then()
                        : Mono.from(writers.updateOne(
                                        eq("_id", before),
                                        new Document("$set", new Document(UNTIL, after(Duration.ZERO)))))
                                .then());
    }

    private synchronized @Nullable String renamed(BooleanSupplier clean) {
        if (writing > 0 || named.isEmpty() || !clean.getAsBoolean()) {
            return null;
        }
        var before = self;
        self = UUID.randomUUID().toString();
        named.clear();
        return before;
    }

    private Date after(Duration time) {
        return Date.from(clock.instant().plus(time));
    }

    private Mono<MongoCollection<Document>> writers() {
        return databases.of(Tenancy.SHARED).map(shared -> shared.getCollection(COLLECTION));
    }
}
