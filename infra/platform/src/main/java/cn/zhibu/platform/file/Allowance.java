package cn.zhibu.platform.file;

import static cn.zhibu.platform.problem.PlatformProblem.SERVICE_UNAVAILABLE;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Memory that the heavy works of one process share, in bytes. Who asks for some waits in turn, without holding a thread,
 * until so much is free; when too many wait, the next is asked to come back later.
 */
public final class Allowance {

    private final long all;
    private final int longest;
    private final Scheduler threads;
    private final Deque<Share> waiting = new ArrayDeque<>();
    private long free;

    /**
     * A new one.
     *
     * @param name of its threads
     * @param all bytes
     * @param threads works at once at most, however little each of them takes
     * @param longest number of those that may wait
     */
    public Allowance(String name, long all, int threads, int longest) {
        this.all = all;
        this.free = all;
        this.longest = longest;
        this.threads = Schedulers.newBoundedElastic(threads, Integer.MAX_VALUE, name);
    }

    /** Does a blocking work while it holds so much. What is asked for must not be more than there is. */
    public <T> Mono<T> during(long bytes, Callable<T> work) {
        if (bytes > all) {
            return Mono.error(new IllegalArgumentException(bytes + " bytes are more than the " + all + " there are"));
        }
        return Mono.defer(() -> {
            var share = new Share(bytes);
            return ask(share)
                    .then(Mono.fromCallable(() -> share.use(work)).subscribeOn(threads))
                    .doFinally(end -> share.giveUp());
        });
    }

    /** Bytes that nobody holds. */
    public synchronized long free() {
        return free;
    }

    private Mono<Void> ask(Share share) {
        synchronized (this) {
            if (waiting.isEmpty() && share.bytes <= free) {
                free -= share.bytes;
                share.state = State.GRANTED;
                return Mono.empty();
            }
            if (waiting.size() >= longest) {
                return Mono.error(SERVICE_UNAVAILABLE.of());
            }
            waiting.add(share);
        }
        return share.granted.asMono();
    }

    private void giveBack(long bytes) {
        List<Share> next = new ArrayList<>();
        synchronized (this) {
            free += bytes;
            for (var first = waiting.peek(); first != null && first.bytes <= free; first = waiting.peek()) {
                waiting.remove();
                free -= first.bytes;
                first.state = State.GRANTED;
                next.add(first);
            }
        }
        next.forEach(share -> share.granted.tryEmitEmpty());
    }

    private enum State {
        WAITING,
        GRANTED,
        USED,
        OVER
    }

    /** What one work asks for; its state is guarded by the allowance. */
    private final class Share {

        private final long bytes;
        private final Sinks.Empty<Void> granted = Sinks.empty();
        private State state = State.WAITING;

        Share(long bytes) {
            this.bytes = bytes;
        }

        /** A work that was called off while it runs holds its share until it has really ended. */
        <T> T use(Callable<T> work) throws Exception {
            synchronized (Allowance.this) {
                if (state != State.GRANTED) {
                    throw new IllegalStateException("called off before it began");
                }
                state = State.USED;
            }
            try {
                return work.call();
            } finally {
                giveBack(bytes);
            }
        }

        void giveUp() {
            State was;
            synchronized (Allowance.this) {
                was = state;
                if (was == State.WAITING) {
                    waiting.remove(this);
                }
                state = was == State.USED ? State.USED : State.OVER;
            }
            if (was == State.GRANTED) {
                giveBack(bytes);
            } else if (was == State.WAITING) {
                giveBack(0); // whoever waited behind it
            }
        }
    }
}
