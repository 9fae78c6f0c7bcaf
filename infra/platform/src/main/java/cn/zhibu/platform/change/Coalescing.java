package cn.zhibu.platform.change;

import cn.zhibu.platform.tenant.Tenancy;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Brings together what is asked for one key of a bureau: while one batch is worked on all that comes is the next one. Everybody gets
 * the end of the batch with his own in it, or its failure; where the one who worked on it has gone, the others begin anew.
 */
public final class Coalescing<T> {

    private final Map<String, Batch<T>> newest = new HashMap<>();

    private static final class Batch<T> {
        private final Set<T> items = new LinkedHashSet<>();
        private final Sinks.Empty<Void> end = Sinks.empty();
        private boolean begun;
    }

    /** Who worked on a batch has left before its end, which says nothing of the work. */
    private static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Gone() {
            super("Who worked on it has gone", null, false, false);
        }
    }

    private record Turn<T>(
            Batch<T> mine, boolean leads, @Nullable Batch<T> before) {}

    /** Who comes first for a batch of the bureau at hand does its work, in his own context. */
    public Mono<Void> add(String key, Collection<T> items, Function<Set<T>, Mono<Void>> work) {
        return Tenancy.current().flatMap(tenant -> joined(tenant + "|" + key, items, work));
    }

    private Mono<Void> joined(String key, Collection<T> items, Function<Set<T>, Mono<Void>> work) {
        return Mono.defer(() -> {
            var turn = join(key, items);
            var mine = turn.mine();
            if (!turn.leads()) {
                return mine.end.asMono().onErrorResume(Gone.class, gone -> joined(key, items, work));
            }
            var before = turn.before();
            var free = before == null ? Mono.<Void>empty() : before.end.asMono().onErrorComplete();
            return free.then(Mono.defer(() -> work.apply(begin(mine))))
                    .doOnSuccess(done -> {
                        over(key, mine);
                        mine.end.tryEmitEmpty();
                    })
                    .doOnError(failure -> failed(key, mine, failure))
                    .doOnCancel(() -> failed(key, mine, new Gone()));
        });
    }

    private synchronized Turn<T> join(String key, Collection<T> items) {
        var last = newest.get(key);
        if (last != null && !last.begun) {
            last.items.addAll(items);
            return new Turn<>(last, false, null);
        }
        var mine = new Batch<T>();
        mine.items.addAll(items);
        newest.put(key, mine);
        return new Turn<>(mine, true, last);
    }

    private synchronized Set<T> begin(Batch<T> batch) {
        batch.begun = true;
        return Set.copyOf(batch.items);
    }

    private void failed(String key, Batch<T> batch, Throwable failure) {
        begin(batch); // whoever comes now is not of it
        over(key, batch);
        batch.end.tryEmitError(failure);
    }

    private synchronized void over(String key, Batch<T> batch) {
        newest.remove(key, batch);
    }

    /** How many keys are at work; for the tests. */
    synchronized int size() {
        return newest.size();
    }
}
