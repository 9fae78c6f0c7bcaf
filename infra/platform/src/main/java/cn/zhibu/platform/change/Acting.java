package cn.zhibu.platform.change;

import static cn.zhibu.platform.problem.PlatformProblem.IDEMPOTENCY_KEY_REUSED;
import static cn.zhibu.platform.problem.PlatformProblem.VERSION_OUTDATED;
import static com.mongodb.client.model.Filters.eq;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.retry.Retry;

/**
 * Load, decide, save on one record. A command that was applied before is answered with the state and not decided again;
 * a decision that met another one at the same moment is taken again on the newer state.
 */
public final class Acting<S> {

    private static final int TRIES = 8;

    private final Changes changes;
    private final States states;
    private final ReactiveMongoTemplate mongo;
    private final Class<S> type;
    private final String id;
    private Predicate<S> visible = state -> true;
    private @Nullable Supplier<? extends RuntimeException> otherwise;

    Acting(Changes changes, States states, ReactiveMongoTemplate mongo, Class<S> type, String id) {
        this.changes = changes;
        this.states = states;
        this.mongo = mongo;
        this.type = type;
        this.id = id;
    }

    /** Whom the record is there for; for everybody else, and when it is not there, {@code otherwise} is the answer. */
    public Acting<S> visible(Predicate<S> test, Supplier<? extends RuntimeException> otherwise) {
        this.visible = test;
        this.otherwise = otherwise;
        return this;
    }

    /** Takes a decision that needs nothing but the record. */
    public Mono<S> decide(Function<S, Change<S>> decision) {
        return decideWith(state -> Mono.just(decision.apply(state)));
    }

    /** Takes a decision that has to read something first. */
    public Mono<S> decideWith(Function<S, Mono<Change<S>>> decision) {
        return Mono.deferContextual(context -> attempt(decision, Command.in(context)))
                .retryWhen(Retry.backoff(TRIES, Duration.ofMillis(5))
                        .maxBackoff(Duration.ofMillis(100))
                        .filter(OptimisticLockingFailureException.class::isInstance)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()));
    }

    /**
     * Takes a decision on the record or, where there is none, begins it. Of two who begin it at the same moment the second one
     * decides on what the first one began. Not together with {@link #visible}, for which there has to be one.
     */
    public Mono<S> decideOr(Function<S, Change<S>> decision, Supplier<Mono<Change<S>>> beginning) {
        return decideWithOr(state -> Mono.just(decision.apply(state)), beginning);
    }

    /** The same with a decision that has to read something first. */
    public Mono<S> decideWithOr(Function<S, Mono<Change<S>>> decision, Supplier<Mono<Change<S>>> beginning) {
        var known = decideWith(decision);
        return known.switchIfEmpty(Mono.defer(beginning)
                .flatMap(changes::save)
                .contextWrite(context -> Command.in(context).named().into(Context.of(context)))
                .onErrorResume(DuplicateKeyException.class, taken -> known.switchIfEmpty(Mono.error(taken))));
    }

    private Mono<S> attempt(Function<S, Mono<Change<S>>> decision, Command command) {
        return mongo.getMongoDatabase()
                .flatMap(database -> Mono.from(database.getCollection(states.collection(type))
                        .find(eq("_id", id))
                        .first()))
                .filter(stored -> visible.test(states.read(type, stored)))
                .switchIfEmpty(Mono.defer(() -> otherwise == null ? Mono.empty() : Mono.error(otherwise.get())))
                .flatMap(stored -> {
                    var state = states.read(type, stored);
                    if (applied(stored, command)) {
                        return Mono.just(state);
                    }
                    if (command.expected() != null && !Objects.equals(command.expected(), states.version(state))) {
                        return Mono.error(VERSION_OUTDATED.of());
                    }
                    return decision.apply(state)
                            .flatMap(change -> change.state() == state ? Mono.just(state) : changes.save(change));
                });
    }

    private static boolean applied(Document stored, Command command) {
        if (command.key() == null) {
            return false;
        }
        for (var used : stored.getList(Changes.KEYS, Document.class, List.of())) {
            if (command.key().equals(used.getString("key"))) {
                if (!command.digest().get().equals(used.getString("digest"))) {
                    throw IDEMPOTENCY_KEY_REUSED.of();
                }
                return true;
            }
        }
        return false;
    }
}
