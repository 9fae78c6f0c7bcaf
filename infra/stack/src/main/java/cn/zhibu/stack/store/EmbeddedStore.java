package cn.zhibu.stack.store;

import cn.zhibu.stack.store.command.Commands;
import cn.zhibu.stack.store.engine.Engine;
import cn.zhibu.stack.store.plan.Finder;
import cn.zhibu.stack.store.wire.WireServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A document store in this JVM that MongoDB's drivers talk to, on one SQLite file. It acknowledges a write when the
 * disk has it: neither a kill of the process nor a power cut takes it back.
 */
public final class EmbeddedStore implements AutoCloseable {

    private static final String FILE = "store.db";

    private final Engine engine;
    private final Commands commands;
    private final WireServer server;
    private final String host;
    private final @Nullable Path temporary;
    private boolean closed;

    /**
     * How a store is opened.
     *
     * @param file the file, or the directory it lies in as {@code store.db}
     * @param port 0 for any free one
     * @param password what every connection has to know, as user {@code zhibu}; null for none
     * @param durable whether a write waits for the disk
     * @param explaining whether the log tells by which index each query is served
     */
    record Settings(
            Path file, String host, int port, @Nullable String password, boolean durable, boolean explaining) {

        static Settings of(Path file, String host, int port) {
            return new Settings(file, host, port, null, true, false);
        }

        Settings with(@Nullable String known, boolean explained) {
            return new Settings(file, host, port, known, durable, explained);
        }
    }

    private EmbeddedStore(Settings settings, LongSupplier nanos, @Nullable Path temporary) {
        var file = Files.isDirectory(settings.file) ? settings.file.resolve(FILE) : settings.file;
        this.host = settings.host;
        this.temporary = temporary;
        this.engine = Engine.open(file, settings.durable);
        try {
            this.commands = new Commands(engine, new Finder(settings.explaining), nanos);
            this.server = new WireServer(commands, settings.password, host, settings.port);
        } catch (RuntimeException failed) {
            engine.close();
            throw failed;
        }
    }

    /**
     * Opens a file, or the file {@code store.db} of a directory, and listens.
     *
     * @param port 0 for any free one
     */
    public static EmbeddedStore start(Path fileOrDirectory, String host, int port) {
        return start(Settings.of(fileOrDirectory, host, port));
    }

    static EmbeddedStore start(Settings settings) {
        return new EmbeddedStore(settings, System::nanoTime, null);
    }

    /** On any free port of the loopback address, on a file that goes when it is closed and no disk is waited for. */
    public static EmbeddedStore forTests() {
        return forTests(System::nanoTime);
    }

    static EmbeddedStore forTests(LongSupplier nanos) {
        try {
            var directory = Files.createTempDirectory("zhibu-store");
            var store = new EmbeddedStore(
                    new Settings(directory.resolve(FILE), "127.0.0.1", 0, null, false, false), nanos, directory);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory)));
            return store;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return server.port();
    }

    String address() {
        return host + ":" + port();
    }

    /** What a driver connects to; without the password, if there is one. */
    public String uri() {
        return "mongodb://" + address() + "/?retryWrites=false";
    }

    /** Why nothing is written any more; null while all is well. */
    public @Nullable String refusing() {
        return engine.refusing();
    }

    /** How many documents the queries on this collection have looked at since the start. */
    public long examined(String database, String collection) {
        return commands.examined(database, collection);
    }

    /** Writes a whole copy of the file while everything goes on. */
    public void copyTo(Path target) {
        engine.copyTo(target);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.close();
        engine.close();
        if (temporary != null) {
            remove(temporary);
        }
    }

    private static void remove(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
