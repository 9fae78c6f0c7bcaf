package cn.zhibu.platform.change;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The list, beside the tenants, of documents whose outbox may hold something. A marker is set before its document is
 * written, so no unsent event can be forgotten. It keeps each announcement under a token of its own: who was refused takes
 * back his own and nobody else's, and a marker is deleted only when none is left.
 */
final class Markers {

    static final String COLLECTION = "outbox";

    private static final String QUIET = "quiet";
    private static final Date FREE = new Date(0);

    /** What a marker says that is counted: that it is not quiet, or nothing. */
    private static final List<@Nullable Boolean> LOUD = Arrays.asList(false, null);

    private static final List<@Nullable Boolean> ANY = Arrays.asList(false, null, true);
    private static final Document OLDEST = new Document("since", 1).append("_id", 1);

    private final TenantDatabases databases;
    private final Clock clock;

    Markers(TenantDatabases databases, Clock clock) {
        this.databases = databases;
        this.clock = clock;
    }

    /** Where the outbox is. */
    record Place(String tenant, String collection, String id) {
        String key() {
            return tenant + "|" + collection + "|" + id;
        }
    }

    /**
     * One write that is about to happen.
     *
     * @param target version that the document has once it has happened
     */
    record Announced(String token, long target) {}

    /**
     * A marker as it was leased.
     *
     * @param token of the last announcement
     * @param announced what is not settled yet
     */
    record Lease(Place place, String token, List<Announced> announced, Date since) {

        /** Whether everything announced is in the outbox, or was, in this version of the document. */
        boolean reachedBy(long version) {
            return announced.stream().allMatch(write -> write.target() <= version);
        }

        private List<String> tokensUpTo(long version) {
            return announced.stream()
                    .filter(write -> write.target() <= version)
                    .map(Announced::token)
                    .toList();
        }
    }

    /** Announces a write; answers the token with which it can be taken back. */
    Mono<String> set(Place place, long target) {
        var token = UUID.randomUUID().toString();
        var announced = new Document("token", token).append("target", target);
        var update = new Document("$push", new Document("announced", announced))
                .append("$set", new Document("token", token).append(QUIET, false))
                .append(
                        "$setOnInsert",
                        new Document("tenant", place.tenant())
                                .append("collection", place.collection())
                                .append("doc", place.id())
                                .append("since", Date.from(clock.instant()))
                                .append("lease", FREE));
        return markers()
                .flatMap(markers ->
                        Mono.from(markers.updateOne(eq("_id", place.key()), update, new UpdateOptions().upsert(true))))
                .thenReturn(token);
    }

    /** Takes back the announcement of a write that was refused. */
    Mono<Void> withdraw(Place place, String token) {
        return settled(place, List.of(token));
    }

    /** Strikes out what was announced and has happened, or cannot happen any more, by this version of the document. */
    Mono<Void> settled(Lease lease, long version) {
        return settled(lease.place(), lease.tokensUpTo(version));
    }

    private Mono<Void> settled(Place place, List<String> tokens) {
        if (tokens.isEmpty()) {
            return Mono.empty();
        }
        var marker = eq("_id", place.key());
        var strike =
                new Document("$pull", new Document("announced", new Document("token", new Document("$in", tokens))));
        return markers()
                .flatMap(markers -> Mono.from(markers.updateOne(marker, strike))
                        .then(Mono.from(markers.deleteOne(and(marker, eq("announced", List.of()))))))
                .then();
    }

    /** Takes the marker for a while, so that two relays do not send the same events side by side. */
    Mono<Lease> lease(Place place, Duration term) {
        var now = clock.instant();
        return markers()
                .flatMap(markers -> Mono.from(markers.findOneAndUpdate(
                        and(eq("_id", place.key()), lt("lease", Date.from(now))),
                        new Document("$set", new Document("lease", Date.from(now.plus(term)))),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER))))
                .map(found -> new Lease(place, found.getString("token"), announced(found), found.getDate("since")));
    }

    private static List<Announced> announced(Document marker) {
        return marker.getList("announced", Document.class, List.of()).stream()
                .map(write -> new Announced(write.getString("token"), write.getLong("target")))
                .toList();
    }

    /** Deletes the marker unless something was announced since; answers whether it is gone. */
    Mono<Boolean> done(Lease lease) {
        return markers()
                .flatMap(markers ->
                        Mono.from(markers.deleteOne(and(eq("_id", lease.place().key()), eq("token", lease.token())))))
                .map(result -> result.getDeletedCount() == 1);
    }

    Mono<Void> release(Lease lease, Duration pause) {
        return release(lease, pause, false);
    }

    /** For a marker that had nothing to send: what it announces may never have been written. It is watched on and not counted. */
    Mono<Void> releaseQuiet(Lease lease, Duration pause) {
        return release(lease, pause, true);
    }

    private Mono<Void> release(Lease lease, Duration pause, boolean quiet) {
        var until = pause.isZero() ? FREE : Date.from(clock.instant().plus(pause));
        var released = new Document("$set", new Document("lease", until).append(QUIET, quiet));
        return markers()
                .flatMap(markers ->
                        Mono.from(markers.updateOne(eq("_id", lease.place().key()), released)))
                .then();
    }

    /** Markers that nobody holds, oldest first. */
    Flux<Place> free(int limit) {
        return markers()
                .flatMapMany(markers -> markers.find(and(in(QUIET, ANY), lt("lease", Date.from(clock.instant()))))
                        .sort(OLDEST)
                        .limit(limit))
                .map(found ->
                        new Place(found.getString("tenant"), found.getString("collection"), found.getString("doc")));
    }

    /** How many have something to send, as far as is known. */
    Mono<Long> count() {
        return markers().flatMap(markers -> Mono.from(markers.countDocuments(in(QUIET, LOUD))));
    }

    Mono<Date> oldest() {
        return markers()
                .flatMap(markers -> Mono.from(
                        markers.find(in(QUIET, LOUD)).sort(OLDEST).limit(1).first()))
                .map(found -> found.getDate("since"));
    }

    private Mono<MongoCollection<Document>> markers() {
        return databases.of(Tenancy.SHARED).map(shared -> shared.getCollection(COLLECTION));
    }
}
