package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A document store in this JVM that MongoDB's drivers talk to. It survives a kill of the process with everything it
 * acknowledged, not a power cut: it writes to the operating system, and does not wait for the disk.
 */
public final class EmbeddedStore implements AutoCloseable {

    private static final String FILE = "store.mv.db";
    private static final int CACHE_MEGABYTES = 32;
    private static final int WORKERS = 32;

    private final StoreBackend backend;
    private final String host;
    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(2, new DefaultThreadFactory("store-io", true), NioIoHandler.newFactory());
    private final ExecutorService workers =
            Executors.newFixedThreadPool(WORKERS, new DefaultThreadFactory("store-worker", true));
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listener;
    private boolean closed;

    private EmbeddedStore(StoreBackend backend, String host, int port) {
        this.backend = backend;
        this.host = host;
        this.listener = listen(port);
    }

    /**
     * Opens a file, or the file {@code store.mv.db} of a directory, and listens.
     *
     * @param port 0 for any free one
     */
    public static EmbeddedStore start(Path fileOrDirectory, String host, int port) {
        var file = Files.isDirectory(fileOrDirectory) ? fileOrDirectory.resolve(FILE) : fileOrDirectory;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(CACHE_MEGABYTES)
                .open();
        return started(store, file, host, port);
    }

    /** Keeps everything in memory; for tests. */
    public static EmbeddedStore inMemory(String host, int port) {
        return started(MVStore.open(null), null, host, port);
    }

    /** In memory, on any free port of the loopback address. */
    public static EmbeddedStore inMemory() {
        return inMemory("127.0.0.1", 0);
    }

    private static EmbeddedStore started(MVStore store, @Nullable Path file, String host, int port) {
        store.setVersionsToKeep(0);
        if (file != null) {
            store.setRetentionTime(0);
        }
        var backend = new StoreBackend(store, file);
        try {
            return new EmbeddedStore(backend, host, port);
        } catch (RuntimeException failed) {
            backend.close();
            throw failed;
        }
    }

    private Channel listen(int port) {
        try {
            return new ServerBootstrap()
                    .group(loops)
                    .channel(NioServerSocketChannel.class)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            connections.add(channel);
                            channel.pipeline()
                                    .addLast(new MongoWireReplyEncoder(), new MongoWireMessageEncoder())
                                    .addLast(new MongoWireProtocolHandler(), new StoreHandler(backend, workers))
                                    .addLast(new MongoExceptionHandler());
                        }
                    })
                    .bind(new InetSocketAddress(host, port))
                    .syncUninterruptibly()
                    .channel();
        } catch (RuntimeException failed) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            workers.shutdown();
            throw failed;
        }
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** What a driver connects to. */
    public String uri() {
        return "mongodb://" + host + ":" + port() + "/?retryWrites=false";
    }

    /** Whether its file can no longer be written; the process should end and be started again. */
    public boolean failed() {
        return backend.store().isClosed();
    }

    /** How many documents the queries on this collection have looked at since the start. */
    public long examined(String database, String collection) {
        var known = ((StoreDatabase) backend.resolveDatabase(database)).collection(collection);
        return known == null ? 0 : known.examined();
    }

    /** Rewrites half-empty parts of the file now instead of within seconds. */
    void compact() {
        backend.journal().compact();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        listener.close().syncUninterruptibly();
        connections.close().syncUninterruptibly();
        workers.shutdown();
        try {
            workers.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        backend.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
