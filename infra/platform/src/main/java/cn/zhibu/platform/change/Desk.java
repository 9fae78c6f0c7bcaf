package cn.zhibu.platform.change;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The documents whose events this process has at hand, each in order: what is sent once is not sent again while its
 * document is here, however late a write is heard of. A document stays from the beginning of a write until its events are
 * out of it.
 */
final class Desk {

    /** Documents at hand; what is beyond waits in the store. */
    static final int MOST = 4096;

    private final Map<Place, Pending> documents = new ConcurrentHashMap<>();
    private final Clock clock;

    Desk(Clock clock) {
        this.clock = clock;
    }

    void begin(Place place) {
        documents.compute(place, (key, known) -> {
            var pending = known == null ? new Pending() : known;
            pending.begin();
            return pending;
        });
    }

    void end(Place place) {
        at(place, Pending::end);
    }

    boolean full() {
        return documents.size() >= MOST;
    }

    /** Takes over what waits in a document; answers whether the caller has to begin sending. */
    boolean accept(Handed handed) {
        var begins = new AtomicBoolean();
        documents.compute(handed.place(), (key, known) -> {
            var pending = known == null ? new Pending() : known;
            begins.set(pending.accept(handed, clock.instant()));
            return pending;
        });
        return begins.get();
    }

    List<Envelope> waiting(Place place) {
        return ask(place, Pending::waiting, List.of());
    }

    void sent(Place place, Envelope envelope) {
        at(place, pending -> pending.sent(envelope));
    }

    boolean more(Place place) {
        return ask(place, Pending::more, false);
    }

    /** Forgets what was not sent; answers whose last write it was. */
    @Nullable
    Stamp drop(Place place) {
        var stamp = new AtomicReference<@Nullable Stamp>();
        at(place, pending -> stamp.set(pending.drop()));
        return stamp.get();
    }

    @Nullable
    Told told(Place place) {
        var told = new AtomicReference<@Nullable Told>();
        at(place, pending -> told.set(pending.told(place)));
        return told.get();
    }

    void taken(Told told) {
        at(told.place(), pending -> pending.taken(told));
    }

    /** Lays everything down; answers whose events are not out of their documents. */
    List<Place> clear() {
        var left = documents.entrySet().stream()
                .filter(entry -> !entry.getValue().idle())
                .map(Map.Entry::getKey)
                .toList();
        documents.clear();
        return left;
    }

    boolean isEmpty() {
        return documents.isEmpty();
    }

    long late() {
        return documents.values().stream().filter(Pending::late).count();
    }

    Instant oldest() {
        return documents.values().stream()
                .filter(Pending::late)
                .map(Pending::since)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private void at(Place place, Consumer<Pending> act) {
        documents.computeIfPresent(place, (key, pending) -> {
            act.accept(pending);
            return pending.idle() ? null : pending;
        });
    }

    private <T> T ask(Place place, Function<Pending, T> question, T otherwise) {
        var answers = new ArrayList<T>(1);
        at(place, pending -> answers.add(question.apply(pending)));
        return answers.isEmpty() ? otherwise : answers.get(0);
    }
}
