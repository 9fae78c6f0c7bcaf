package cn.zhibu.platform.change;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

import cn.zhibu.platform.tenant.TenantDatabases;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Sends what is in the outboxes, in order per document: at once after a write, and again and again for whatever a crash
 * or an absent broker left behind. An event may be sent twice, never not at all; its id and sequence let listeners
 * ignore the second.
 */
final class Relay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration FORGOTTEN = Duration.ofHours(24);
    private static final int SIDE_BY_SIDE = 64;
    private static final int PAGE = 512;

    /** What of a document is looked at; the rest of it, with all its versions, stays where it is. */
    private static final Bson NEEDED = include(Changes.OUTBOX, Envelopes.EPHEMERAL, "version");

    private final TenantDatabases databases;
    private final Markers markers;
    private final Sender sender;
    private final Clock clock;
    private final ConcurrentMap<String, Boolean> atHand = new ConcurrentHashMap<>();
    private Disposable.Composite work = Disposables.composite();
    private volatile Sinks.Many<Markers.Place> offers = Sinks.many().unicast().onBackpressureBuffer();
    private volatile boolean running;

    Relay(TenantDatabases databases, Markers markers, Sender sender, Clock clock) {
        this.databases = databases;
        this.markers = markers;
        this.sender = sender;
        this.clock = clock;
    }

    /** Says that a document has something to send; while the relay rests its marker says so. */
    void offer(Markers.Place place) {
        if (!running) {
            return;
        }
        if (atHand.merge(place.key(), false, (old, fresh) -> true)) {
            return; // at hand already: it will be looked at once more
        }
        offers.emitNext(place, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }

    @Override
    public void start() {
        if (running) {
            return;
        }
        atHand.clear();
        offers = Sinks.many().unicast().onBackpressureBuffer();
        running = true;
        work = Disposables.composite(
                offers.asFlux().flatMap(this::attend, SIDE_BY_SIDE).subscribe(),
                Flux.interval(PAUSE)
                        .onBackpressureDrop()
                        .concatMap(tick -> sweep().onErrorResume(Relay::waitForTheStore), 1)
                        .subscribe());
    }

    @Override
    public void stop() {
        running = false;
        work.dispose();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops after the listeners and the web server, so that what they write still leaves. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 100;
    }

    private static Mono<Void> waitForTheStore(Throwable failure) {
        log.debug("The outbox cannot be read at the moment: {}", failure.toString());
        return Mono.empty();
    }

    /** While the broker is away nothing is tried at once: its marker waits for the sweep, which finds out when it is back. */
    private Mono<Void> attend(Markers.Place place) {
        return (sender.reachable() ? send(place) : Mono.<Void>empty())
                .onErrorResume(failure -> {
                    log.debug("Not sent yet: {}", failure.toString());
                    return Mono.empty();
                })
                .then(Mono.fromRunnable(() -> {
                    if (Boolean.TRUE.equals(atHand.remove(place.key()))) {
                        offer(place);
                    }
                }));
    }

    /** Sends what free markers point to. */
    private Mono<Void> sweep() {
        return markers.free(PAGE).collectList().flatMap(places -> sender.reachable() ? all(places) : probe(places));
    }

    private Mono<Void> all(List<Markers.Place> places) {
        return Flux.fromIterable(places)
                .flatMap(place -> send(place).onErrorResume(failure -> Mono.empty()), SIDE_BY_SIDE)
                .then(Mono.defer(() -> places.size() == PAGE && sender.reachable() ? sweep() : Mono.<Void>empty()));
    }

    /**
     * While the broker is away: one after the other, until one event finds it away still or reaches it. Not only the
     * first, which may have nothing to send: its document was never written, or its event is refused.
     */
    private Mono<Void> probe(List<Markers.Place> places) {
        return Flux.fromIterable(places)
                .concatMap(place -> send(place)
                        .onErrorResume(failure -> !Sender.away(failure), refused -> Mono.empty())
                        .then(Mono.fromSupplier(sender::reachable)))
                .takeUntil(back -> back)
                .then(Mono.defer(() -> sender.reachable() ? sweep() : Mono.<Void>empty()));
    }

    private Mono<Void> send(Markers.Place place) {
        return markers.lease(place, LEASE)
                .flatMap(lease -> empty(lease)
                        .onErrorResume(failure -> markers.release(lease, PAUSE).then(Mono.error(failure))));
    }

    private Mono<Void> empty(Markers.Lease lease) {
        var place = lease.place();
        return databases
                .of(place.tenant())
                .map(database -> database.getCollection(place.collection()))
                .flatMap(collection -> Mono.from(collection
                                .find(eq("_id", place.id()))
                                .projection(NEEDED)
                                .first())
                        .flatMap(stored -> sent(collection, stored).then(settle(lease, collection, stored)))
                        .switchIfEmpty(neverWritten(lease)))
                .then();
    }

    private Mono<Void> sent(MongoCollection<Document> collection, Document stored) {
        List<Document> outbox = stored.getList(Changes.OUTBOX, Document.class, List.of());
        if (outbox.isEmpty()) {
            return Mono.empty();
        }
        long last = outbox.get(outbox.size() - 1).getLong("sequence");
        var pull = new Document(
                "$pull", new Document(Changes.OUTBOX, new Document("sequence", new Document("$lte", last))));
        return Flux.fromIterable(outbox)
                .map(Envelope::of)
                .concatMap(sender::send)
                .then(Mono.fromRunnable(() -> Failpoints.pass("after-send")))
                .then(Mono.from(collection.updateOne(eq("_id", stored.get("_id")), pull)))
                .then();
    }

    private Mono<Boolean> settle(Markers.Lease lease, MongoCollection<Document> collection, Document stored) {
        long version = stored.get("version") instanceof Number number ? number.longValue() : Long.MAX_VALUE;
        if (!lease.reachedBy(version) && !stale(lease)) {
            return markers.settled(lease, version)
                    .then(markers.releaseQuiet(lease, PAUSE))
                    .thenReturn(false);
        }
        return markers.done(lease).flatMap(gone -> {
            if (!gone) {
                return markers.settled(lease, version)
                        .then(markers.release(lease, Duration.ZERO))
                        .thenReturn(false);
            }
            return stored.getBoolean(Envelopes.EPHEMERAL, false)
                    ? Mono.from(collection.deleteOne(eq("_id", stored.get("_id"))))
                            .thenReturn(true)
                    : Mono.just(true);
        });
    }

    private Mono<Boolean> neverWritten(Markers.Lease lease) {
        return Mono.defer(() -> lease.announced().isEmpty() || stale(lease)
                ? markers.done(lease)
                : markers.releaseQuiet(lease, PAUSE).thenReturn(false));
    }

    private boolean stale(Markers.Lease lease) {
        return lease.since().toInstant().isBefore(clock.instant().minus(FORGOTTEN));
    }
}
