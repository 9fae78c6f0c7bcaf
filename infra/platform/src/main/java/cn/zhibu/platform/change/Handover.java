package cn.zhibu.platform.change;

import cn.zhibu.platform.store.NotWritten;
import cn.zhibu.process.problem.Problem;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import reactor.core.publisher.Mono;

/** What is done around each write with events: the writer names its place before, the relay gets the events after. */
final class Handover {

    private final Writers writers;
    private final Relay relay;

    Handover(Writers writers, Relay relay) {
        this.writers = writers;
        this.relay = relay;
    }

    /**
     * The write between its stamp and the relay. It is done to the end even when the caller has gone: who leaves in between
     * would leave events that nobody has at hand.
     *
     * @param write answers all that waits in the document after it
     */
    Mono<List<Envelope>> around(
            Place place,
            List<Envelope> outbox,
            Function<@Nullable Stamp, Mono<List<Envelope>>> write,
            boolean ephemeral) {
        if (outbox.isEmpty()) {
            return write.apply(null);
        }
        var whole = toTheEnd(place, write, ephemeral);
        return Mono.deferContextual(context -> Mono.fromFuture(
                () -> whole.contextWrite(inner -> inner.putAll(context)).toFuture(), true));
    }

    private Mono<List<Envelope>> toTheEnd(
            Place place, Function<@Nullable Stamp, Mono<List<Envelope>>> write, boolean ephemeral) {
        return writers.enter(place.shelf()).flatMap(stamp -> {
            Failpoints.pass("after-stamp");
            relay.begin(place);
            return write.apply(stamp)
                    .doOnError(failure -> {
                        if (refused(failure)) {
                            relay.refused(place);
                        } else {
                            relay.doubtful(place, stamp);
                        }
                    })
                    .doOnNext(waiting -> {
                        Failpoints.pass("after-write");
                        relay.written(new Handed(place, stamp, waiting, ephemeral));
                    })
                    .doFinally(ended -> writers.leave());
        });
    }

    /** Whether it is certain that nothing was written. */
    static boolean refused(Throwable failure) {
        return failure instanceof OptimisticLockingFailureException
                || failure instanceof Problem
                || NotWritten.in(failure);
    }
}
