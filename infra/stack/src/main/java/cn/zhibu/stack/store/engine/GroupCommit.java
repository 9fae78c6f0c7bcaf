package cn.zhibu.stack.store.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. What waits while the disk is at work is written together next, with one commit and one
 * wait for the disk; each is told after that. When nobody writes it tidies the file.
 */
final class GroupCommit {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MOST = 256;
    private static final int IDLE_MILLIS = 500;
    private static final long LEAST_FREE_BYTES = 64L * 1024 * 1024;
    private static final long SPACE_CHECK_NANOS = 1_000_000_000L;
    private static final int PAGES_GIVEN_BACK = 500;
    private static final long LONG_JOURNAL_BYTES = 32L * 1024 * 1024;
    private static final long SHORTENING_NANOS = 2_000_000_000L;
    private static final int FEW_PAGES = 64;
    private static final int TENTH = 10;

    private final Engine engine;
    private final Session session;
    private final Writing writing;
    private final LinkedBlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "store-writer");
    private volatile boolean closed;
    private boolean tidy;
    private long shortenedAt = System.nanoTime();
    private boolean spaceLeft = true;
    private long spaceCheckedAt = System.nanoTime() - SPACE_CHECK_NANOS;

    GroupCommit(Engine engine, Session session, Catalogue catalogue) {
        this.engine = engine;
        this.session = session;
        this.writing = new Writing(session, catalogue);
        thread.setDaemon(true);
        thread.start();
    }

    private static final class Job<T extends @Nullable Object> {
        private final Function<Writing, T> command;
        private final CompletableFuture<T> told = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable RuntimeException refused;

        Job(Function<Writing, T> command) {
            this.command = command;
        }

        void run(Writing writing) {
            try {
                result = writing.whole(command);
            } catch (FileFailure failed) {
                throw failed;
            } catch (RuntimeException failed) {
                refused = failed;
            }
        }

        @SuppressWarnings("NullAway") // what a command answers may be null if its type says so
        void tell() {
            if (refused == null) {
                told.complete(result);
            } else {
                told.completeExceptionally(refused);
            }
        }
    }

    <T extends @Nullable Object> CompletableFuture<T> write(Function<Writing, T> command) {
        var job = new Job<>(command);
        queue.add(job);
        if (closed) {
            job.told.completeExceptionally(new FileFailure(FileFailure.Kind.OTHER, "the store is closed"));
        }
        return job.told;
    }

    private void run() {
        while (!closed || !queue.isEmpty()) {
            try {
                var first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    tidy();
                    continue;
                }
                var group = new ArrayList<Job<?>>();
                group.add(first);
                queue.drainTo(group, MOST - 1);
                commit(group);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException | Error failed) {
                // Whoever waited has been told; the next ones must not wait for ever.
                log.error("the writer stumbled", failed);
            }
        }
    }

    private void commit(List<Job<?>> group) {
        try {
            requireSpace();
            session.run("BEGIN IMMEDIATE");
            group.forEach(job -> job.run(writing));
            writing.settle();
            session.run("COMMIT");
            engine.publish(writing.catalogue());
            tidy = true;
        } catch (FileFailure failed) {
            rollBack(failed);
            group.forEach(job -> job.told.completeExceptionally(failed));
            return;
        } catch (RuntimeException | Error failed) {
            rollBack(new FileFailure(FileFailure.Kind.OTHER, String.valueOf(failed)));
            group.forEach(job -> job.told.completeExceptionally(failed));
            throw failed;
        }
        group.forEach(Job::tell);
        shortenJournal();
    }

    private void rollBack(FileFailure failed) {
        session.recover();
        engine.note(failed);
        try {
            writing.forget();
            engine.publish(writing.catalogue());
        } catch (FileFailure unreadable) {
            engine.note(unreadable);
        }
    }

    private void requireSpace() {
        if (System.nanoTime() - spaceCheckedAt >= SPACE_CHECK_NANOS) {
            var file = engine.file().toFile();
            if (!file.exists()) {
                // What is written to it now, nobody would find again.
                throw new FileFailure(FileFailure.Kind.UNREADABLE, file + " is no longer there");
            }
            spaceLeft = file.getUsableSpace() >= LEAST_FREE_BYTES;
            spaceCheckedAt = System.nanoTime();
        }
        if (!spaceLeft) {
            throw new FileFailure(FileFailure.Kind.FULL, "less than 64 MiB are free; nothing is written any more");
        }
    }

    /**
     * The journal begins anew by itself when nobody reads from it at that moment. With readers all the time there is no
     * such moment: then new ones are sent to the file until the last of the old ones is done.
     */
    private void shortenJournal() {
        if (System.nanoTime() - shortenedAt < SHORTENING_NANOS) {
            return;
        }
        shortenedAt = System.nanoTime();
        if (engine.journal().toFile().length() > LONG_JOURNAL_BYTES) {
            try {
                session.number("PRAGMA wal_checkpoint(RESTART)");
            } catch (FileFailure failed) {
                session.recover();
                engine.note(failed);
            }
        }
    }

    /** Moves what was committed from the journal into the file, and gives free pages back to the system. */
    private void tidy() {
        if (!tidy || engine.refusing() != null) {
            return;
        }
        tidy = false;
        try {
            session.number("PRAGMA wal_checkpoint(PASSIVE)");
            long free = session.number("PRAGMA freelist_count");
            if (free > FEW_PAGES && free > session.number("PRAGMA page_count") / TENTH) {
                session.giveBack(PAGES_GIVEN_BACK);
                tidy = true;
            }
        } catch (FileFailure failed) {
            session.recover();
            engine.note(failed);
        }
    }

    void close() {
        closed = true;
        queue.add(new Job<>(writing -> true));
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        for (Job<?> late = queue.poll(); late != null; late = queue.poll()) {
            late.told.completeExceptionally(new FileFailure(FileFailure.Kind.OTHER, "the store is closed"));
        }
    }

    /** Last of all connections: the journal is moved into the file and removed. */
    void closeFile() {
        session.close();
    }
}
