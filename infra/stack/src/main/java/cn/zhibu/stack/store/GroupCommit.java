package cn.zhibu.stack.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets many writers share one commit of the file. Writing commands run side by side inside the gate; the committer
 * closes the gate, writes what they left behind, and only then are their answers sent. So the file always holds
 * whole commands, and nobody is told of anything that a kill could take back.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final long COMPACTION_INTERVAL_NANOS = 1_000_000_000L;
    private static final int FILL_PERCENT = 60;
    private static final int COMPACTION_BYTES = 4 * 1024 * 1024;

    private final MVStore store;
    private final boolean durable;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final Semaphore work = new Semaphore(0);
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ThreadLocal<@Nullable Batch> awaited = new ThreadLocal<>();
    private final Thread committer = new Thread(this::run, "store-committer");
    private volatile Batch open = new Batch(0);
    private volatile boolean closed;
    private long compactedAt = System.nanoTime();

    /** The writes that one commit covers. */
    static final class Batch {
        private final long number;
        private final CompletableFuture<@Nullable Void> committed = new CompletableFuture<>();

        private Batch(long number) {
            this.number = number;
        }
    }

    GroupCommit(MVStore store) {
        this.store = store;
        this.durable = store.isPersistent();
        committer.setDaemon(true);
        if (durable) {
            committer.start();
        }
    }

    /** Runs a writing command; no commit happens in the middle of it. */
    <T> T write(Supplier<T> command) {
        gate.readLock().lock();
        try {
            return command.get();
        } finally {
            gate.readLock().unlock();
        }
    }

    /** Says that the running command changed the file. Only inside {@link #write}. */
    Batch wrote() {
        var batch = open;
        await(batch);
        if (durable && asked.compareAndSet(false, true)) {
            work.release();
        }
        return batch;
    }

    /** Says that the running command saw what this batch wrote, so that its answer waits for it as well. */
    void await(Batch batch) {
        var known = awaited.get();
        if (known == null || known.number < batch.number) {
            awaited.set(batch);
        }
    }

    /** What the answer of the command that just ran on this thread has to wait for. */
    CompletableFuture<@Nullable Void> takeAwaited() {
        var batch = awaited.get();
        awaited.remove();
        return batch == null || !durable ? CompletableFuture.completedFuture(null) : batch.committed;
    }

    Batch none() {
        var batch = new Batch(-1);
        batch.committed.complete(null);
        return batch;
    }

    private void run() {
        while (!closed) {
            try {
                if (work.tryAcquire(1, java.util.concurrent.TimeUnit.SECONDS)) {
                    commit();
                }
                compactWhenDue();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void commit() {
        gate.writeLock().lock();
        Batch covered = open;
        try {
            asked.set(false);
            open = new Batch(covered.number + 1);
            store.commit();
        } catch (RuntimeException failed) {
            log.error("the store could not write its file; nothing more is acknowledged", failed);
            covered.committed.completeExceptionally(failed);
        } finally {
            gate.writeLock().unlock();
        }
        covered.committed.complete(null);
    }

    private void compactWhenDue() {
        if (System.nanoTime() - compactedAt < COMPACTION_INTERVAL_NANOS || store.isClosed()) {
            return;
        }
        compact();
    }

    /** Rewrites half-empty parts of the file, so that its size follows the data and not the number of writes. */
    void compact() {
        gate.writeLock().lock();
        try {
            store.compact(FILL_PERCENT, COMPACTION_BYTES);
            store.commit();
        } catch (RuntimeException failed) {
            log.error("the store could not compact its file", failed);
        } finally {
            gate.writeLock().unlock();
            compactedAt = System.nanoTime();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (durable) {
            work.release();
            try {
                committer.join(10_000);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            commit();
        }
    }
}
