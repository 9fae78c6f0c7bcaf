package cn.zhibu.platform.change;

import static cn.zhibu.platform.problem.PlatformProblem.IDEMPOTENCY_KEY_REUSED;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

import cn.zhibu.platform.store.Duplicates;
import cn.zhibu.platform.store.Newest;
import cn.zhibu.platform.tenant.Tenancy;
import com.mongodb.MongoException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.result.InsertOneResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The only way to write. A state and the events that explain it are one document write, which also says that they are
 * unsent and who wrote; the relay gets them with it. What was saved once under an Idempotency-Key is answered, not saved
 * again.
 */
public final class Changes {

    static final String KEYS = "_keys";
    static final String MADE = "_made";
    private static final int KEYS_KEPT = 20;
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER).projection(include(Outbox.FIELD));

    private final ReactiveMongoTemplate mongo;
    private final States states;
    private final Envelopes envelopes;
    private final Handover handover;
    private final Reasons reasons;
    private final Several several;
    private final Editions editions;

    Changes(ReactiveMongoTemplate mongo, States states, Envelopes envelopes, Handover handover, Reasons reasons) {
        this.mongo = mongo;
        this.states = states;
        this.envelopes = envelopes;
        this.handover = handover;
        this.reasons = reasons;
        this.several = new Several(mongo, states);
        this.editions = new Editions(mongo, states);
    }

    /** The id of what the command at hand creates: the same on every retry of the same intent. */
    public Mono<String> newId() {
        return Mono.deferContextual(context -> {
            var command = Command.in(context);
            var key = command.key();
            var actor = Objects.requireNonNullElse(command.actor(), "");
            return key == null
                    ? Mono.just(UUID.randomUUID().toString())
                    : Tenancy.current().map(tenant -> Command.nameOf(tenant, actor, key));
        });
    }

    /** Loads one record for a decision; see {@link Acting}. */
    public <S> Acting<S> on(Class<S> type, String id) {
        return new Acting<>(this, states, mongo, type, id);
    }

    /** Stores a new state (version null) or the next version of one, with its events. */
    public <S> Mono<S> save(Change<S> change) {
        return Mono.deferContextual(context -> {
            var command = Command.in(context);
            Projecting.check(context, change.state().getClass(), false);
            return states.version(change.state()) == null ? create(change, command) : update(change, command);
        });
    }

    /**
     * Stores a new state whose id says what it is about. Where it is there already, whoever began it and under whichever key, it
     * is answered as it stands: what two events both lead to is there once, and neither of them has failed.
     */
    @SuppressWarnings("unchecked")
    public <S> Mono<S> begin(Change<S> change) {
        var type = (Class<S>) change.state().getClass();
        return save(change)
                .onErrorResume(
                        DuplicateKeyException.class,
                        taken -> collection(type)
                                .flatMap(records -> Mono.from(records.find(eq("_id", states.id(change.state())))
                                        .first()))
                                .map(stored -> states.read(type, stored))
                                .switchIfEmpty(Mono.error(taken)));
    }

    /** Stores a row of a read model if it is made from something newer than what is there; answers whether it was. */
    public <S> Mono<Boolean> project(S row, long sequence) {
        var fields = states.fields(row);
        return Mono.deferContextual(context -> {
                    Projecting.check(context, row.getClass(), true);
                    return collection(row.getClass());
                })
                .flatMap(collection ->
                        Newest.put(collection, states.id(row), sequence, fields, states.emptied(row, fields)))
                .onErrorMap(failure -> Uniqueness.told(row.getClass(), fields, failure))
                .doOnNext(done -> Failpoints.pass("after-project"));
    }

    /** Stores rows of one read model, each as {@link #project} would and of one id the newest, in one question for all. */
    public <S> Mono<Void> projectAll(List<Row<S>> rows) {
        var newest = several.newest(rows);
        return newest.size() > 1
                ? several.project(newest)
                : Flux.fromIterable(newest)
                        .concatMap(made -> project(made.row(), made.sequence()))
                        .then();
    }

    /**
     * Adds states without events to those that are there, in their order, up to the first of which something is there already;
     * answers how many were added. A failure leaves it open how many, but never is one there without those before it.
     */
    public <S> Mono<Integer> append(List<S> lines) {
        return lines.isEmpty() ? Mono.just(0) : several.append(lines);
    }

    private <S> Mono<S> create(Change<S> change, Command command) {
        var state = change.state();
        var id = states.id(state);
        return Tenancy.current()
                .flatMap(tenant -> collection(state.getClass()).flatMap(collection -> {
                    var outbox = envelopes.of(change, tenant, id, 0, command);
                    var document = new Document("_id", id);
                    var fields = states.fields(state);
                    document.putAll(fields);
                    if (states.versioned(state)) {
                        document.append(states.versionField(state.getClass()), 0L);
                    }
                    document.append(
                                    MADE,
                                    new Document("key", command.key())
                                            .append("digest", command.digest().get()))
                            .append(Outbox.FIELD, Outbox.documents(outbox));
                    if (state instanceof Ephemeral) {
                        document.append(Outbox.EPHEMERAL, true);
                    }
                    return handover.around(
                                    place(tenant, state, id),
                                    outbox,
                                    stamp -> explained(change, outbox, inserted(collection, document, stamp))
                                            .thenReturn(outbox),
                                    state instanceof Ephemeral)
                            .map(done -> states.versioned(state) ? states.withVersion(state, 0) : state)
                            .onErrorResume(
                                    MongoException.class, failure -> repeated(collection, state, command, failure));
                }));
    }

    private static Mono<InsertOneResult> inserted(
            MongoCollection<Document> collection, Document document, @Nullable Stamp stamp) {
        if (stamp != null) {
            document.append(Outbox.UNSENT, stamp.document());
        }
        return Mono.from(collection.insertOne(document));
    }

    private <S> Mono<S> repeated(
            MongoCollection<Document> collection, S state, Command command, MongoException failure) {
        if (Duplicates.index(failure) == null) {
            return Mono.error(failure);
        }
        return Mono.from(collection.find(eq("_id", states.id(state))).first())
                .switchIfEmpty(Mono.error(() -> Uniqueness.told(state.getClass(), states.fields(state), failure)))
                .map(stored -> answered(stored, state, command));
    }

    @SuppressWarnings("unchecked")
    private <S> S answered(Document stored, S state, Command command) {
        var made = stored.get(MADE, new Document());
        if (!Objects.equals(command.key(), made.getString("key"))) {
            throw Uniqueness.taken(state.getClass(), Duplicates.ID, states.fields(state), null);
        }
        if (!command.digest().get().equals(made.getString("digest"))) {
            throw IDEMPOTENCY_KEY_REUSED.of();
        }
        return (S) states.read(state.getClass(), stored);
    }

    private <S> Mono<S> update(Change<S> change, Command command) {
        var state = change.state();
        var id = states.id(state);
        long next = Objects.requireNonNull(states.version(state)) + 1;
        return Tenancy.current()
                .flatMap(tenant -> collection(state.getClass()).flatMap(collection -> {
                    var outbox = envelopes.of(change, tenant, id, next, command);
                    var versionField = states.versionField(state.getClass());
                    var loaded = and(eq("_id", id), eq(versionField, next - 1));
                    var step = step(change, versionField, outbox, command);
                    var write = handover.around(
                            place(tenant, state, id),
                            outbox,
                            stamp -> explained(
                                    change,
                                    outbox,
                                    updated(collection, Unsent.bounded(loaded, outbox), step, stamp)
                                            .switchIfEmpty(Mono.defer(() -> changed(collection, loaded, outbox, id)))),
                            state instanceof Ephemeral);
                    return (change.keeps() ? kept(collection, change, next - 1).then(write) : write)
                            .map(result -> states.withVersion(state, next));
                }))
                .onErrorMap(failure -> Uniqueness.told(state.getClass(), states.fields(state), failure));
    }

    private Mono<Void> kept(MongoCollection<Document> collection, Change<?> change, long version) {
        var state = change.state();
        return editions.keep(collection, state.getClass(), states.id(state), version);
    }

    /** The write, and all that waits in the document after it: what others have written before goes first. */
    private static Mono<List<Envelope>> updated(
            MongoCollection<Document> collection, Bson loaded, Document step, @Nullable Stamp stamp) {
        if (stamp == null) {
            return Mono.from(collection.updateOne(loaded, step))
                    .filter(result -> result.getModifiedCount() == 1)
                    .map(result -> List.of());
        }
        var stamped = new Document(step);
        stamped.append("$set", new Document(step.get("$set", new Document())).append(Outbox.UNSENT, stamp.document()));
        return Mono.from(collection.findOneAndUpdate(loaded, stamped, AFTER)).map(Handed::envelopes);
    }

    private static <R> Mono<R> changed(
            MongoCollection<Document> collection, Bson loaded, List<Envelope> outbox, String id) {
        return Unsent.refusal(collection, loaded, outbox)
                .then(Mono.error(() -> new OptimisticLockingFailureException("Changed meanwhile: " + id)));
    }

    private Document step(Change<?> change, String versionField, List<Envelope> outbox, Command command) {
        var state = change.state();
        var fields = states.fields(state);
        var emptied = states.emptied(state, fields);
        var update = new Document();
        if (!fields.isEmpty()) {
            update.append("$set", fields);
        }
        if (!emptied.isEmpty()) {
            update.append("$unset", emptied);
        }
        var push = new Document();
        if (!outbox.isEmpty()) {
            push.append(Outbox.FIELD, new Document("$each", Outbox.documents(outbox)));
        }
        if (command.key() != null) {
            var used = new Document("key", command.key())
                    .append("digest", command.digest().get());
            push.append(KEYS, new Document("$each", List.of(used)).append("$slice", -KEYS_KEPT));
        }
        if (change.keeps()) {
            push.append(Editions.FIELD, states.version(state));
        }
        if (!push.isEmpty()) {
            update.append("$push", push);
        }
        return update.append("$inc", new Document(versionField, 1L));
    }

    /** The reason is kept before the write, and goes again where it is certain that nothing was written. */
    private <R> Mono<R> explained(Change<?> change, List<Envelope> outbox, Mono<R> write) {
        var reason = change.reason();
        if (reason == null || reason.isBlank() || outbox.isEmpty()) {
            return write;
        }
        var events = outbox.stream().map(Envelope::id).toList();
        var scope = change.state() instanceof Scoped scoped ? scoped.scope() : null;
        return reasons.keep(events, outbox.get(0).actor(), scope, reason)
                .flatMap(kept -> write.onErrorResume(
                        Handover::refused,
                        refusal -> reasons.drop(kept).onErrorComplete().then(Mono.error(refusal))));
    }

    private Place place(String tenant, Object state, String id) {
        return new Place(new Shelf(tenant, states.collection(state.getClass())), id);
    }

    private Mono<MongoCollection<Document>> collection(Class<?> type) {
        return mongo.getMongoDatabase().map(database -> database.getCollection(states.collection(type)));
    }
}
