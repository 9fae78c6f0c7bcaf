package cn.zhibu.stack.store.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open file. Readers each see what was last committed and never wait; writers go one group after the other (see
 * {@link GroupCommit}). After damage it takes no more writes and goes on reading.
 */
public final class Engine implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    private static final int READERS = 6;

    private final Disk disk;
    private final BlockingQueue<Session> readers = new ArrayBlockingQueue<>(READERS);
    private final GroupCommit group;
    private volatile Catalogue catalogue;
    private volatile @Nullable String refusing;
    private volatile boolean closed;

    private Engine(Disk disk) {
        this.disk = disk;
        var writer = disk.writer();
        this.catalogue = Catalogue.read(writer);
        for (int at = 0; at < READERS; at++) {
            readers.add(disk.reader());
        }
        this.group = new GroupCommit(this, writer, catalogue);
    }

    /**
     * Opens or makes the file.
     *
     * @param durable whether a write is acknowledged when the disk has it; without, when the system has it
     */
    public static Engine open(Path file, boolean durable) {
        var old = file.resolveSibling("store.mv.db");
        if (Files.exists(old) && !Files.exists(file)) {
            throw new FileFailure(
                    FileFailure.Kind.OTHER, old + " is of an earlier version and is not read; begin anew with --fresh");
        }
        return new Engine(Disk.open(file, durable));
    }

    /** Something that reads one state of the file. */
    public interface Reading<T extends @Nullable Object> {
        T read(Session session, Catalogue catalogue);
    }

    /** Reads; blocks while other readers have all connections. */
    public <T extends @Nullable Object> T read(Reading<T> reading) {
        Session session;
        try {
            session = readers.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new FileFailure(FileFailure.Kind.OTHER, "the store is being closed");
        }
        boolean done = false;
        try {
            // The catalogue first: what it lists is in any later state of the file.
            var seen = catalogue;
            session.beginReading();
            var read = reading.read(session, seen);
            session.endReading();
            done = true;
            return read;
        } catch (FileFailure failed) {
            note(failed);
            throw failed;
        } finally {
            if (!done) {
                session.recover();
            }
            readers.add(session);
        }
    }

    /** Writes as a whole or not at all; done when the disk has it. */
    public <T extends @Nullable Object> CompletableFuture<T> write(Function<Writing, T> command) {
        var reason = refusing;
        return reason != null
                ? CompletableFuture.failedFuture(
                        new FileFailure(FileFailure.Kind.OTHER, "nothing is written any more: " + reason))
                : group.write(command);
    }

    void publish(Catalogue next) {
        catalogue = next;
    }

    Path file() {
        return disk.file();
    }

    Path journal() {
        return disk.file().resolveSibling(disk.file().getFileName() + "-wal");
    }

    /** Stops taking writes where the file is not what it should be; a full disk passes by itself. */
    void note(FileFailure failed) {
        boolean lasting = failed.kind() == FileFailure.Kind.DAMAGED || failed.kind() == FileFailure.Kind.UNREADABLE;
        if (!lasting || closed) {
            return;
        }
        if (refusing == null) {
            log.error("no more writes are taken: {}", failed.getMessage());
        }
        refusing = String.valueOf(failed.getMessage());
    }

    /** Why nothing is written any more; null while all is well. */
    public @Nullable String refusing() {
        return refusing;
    }

    /** Writes a copy of what is committed, compact and whole, while everything goes on. The target must not exist. */
    public void copyTo(Path target) {
        copy(disk.file(), target);
    }

    /** The same of a file that this or another process may have open. */
    public static void copy(Path file, Path target) {
        Disk.protect(target);
        try (var session = Disk.open(file, true).reader()) {
            session.change("VACUUM INTO ?", target.toAbsolutePath().toString());
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        group.close();
        for (int at = 0; at < READERS; at++) {
            try {
                readers.take().close();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        group.closeFile();
    }
}
