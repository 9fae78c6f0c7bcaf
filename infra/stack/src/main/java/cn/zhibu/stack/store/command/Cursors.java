package cn.zhibu.stack.store.command;

import cn.zhibu.stack.store.language.Refused;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Answers under way. One that nobody asked on for ten minutes is forgotten; while one is being read it is not here. */
final class Cursors {

    static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int MOST = 5_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Long, Open> open = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private final AtomicLong sweptAt;

    private record Open(String namespace, Answer answer, long usedAt) {}

    Cursors(LongSupplier nanos) {
        this.nanos = nanos;
        this.sweptAt = new AtomicLong(nanos.getAsLong());
    }

    /** Its number, by which it is read on. */
    long keep(String namespace, Answer answer) {
        sweep();
        if (open.size() >= MOST) {
            throw new Refused(237, "CursorKilled", "more than " + MOST + " answers are being read at one time");
        }
        long id = RANDOM.nextLong(1, Long.MAX_VALUE);
        keep(id, namespace, answer);
        return id;
    }

    void keep(long id, String namespace, Answer answer) {
        open.put(id, new Open(namespace, answer, nanos.getAsLong()));
    }

    Answer take(long id, String namespace) {
        sweep();
        var found = open.get(id);
        if (found == null || !found.namespace.equals(namespace) || !open.remove(id, found)) {
            throw new Refused(43, "CursorNotFound", "cursor id " + id + " not found");
        }
        return found.answer;
    }

    boolean end(long id, String namespace) {
        var found = open.get(id);
        return found != null && found.namespace.equals(namespace) && open.remove(id, found);
    }

    private void sweep() {
        long now = nanos.getAsLong();
        long last = sweptAt.get();
        if (now - last >= SWEEP_NANOS && sweptAt.compareAndSet(last, now)) {
            open.values().removeIf(cursor -> now - cursor.usedAt >= IDLE_NANOS);
        }
    }
}
