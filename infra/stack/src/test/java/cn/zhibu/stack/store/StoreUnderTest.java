package cn.zhibu.stack.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that the same test runs on: ours, a plain scanning one, and a found mongod. */
record StoreUnderTest(String name, String uri, AutoCloseable server) implements AutoCloseable {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    static List<StoreUnderTest> all() {
        var stores = new ArrayList<>(List.of(embedded(), plain()));
        var mongod = mongod();
        if (mongod != null) {
            stores.add(real(mongod));
        }
        System.out.println("stores under test: "
                + stores.stream().map(StoreUnderTest::name).toList()
                + (mongod == null ? " (no mongod found in ZHIBU_MONGOD or on the PATH)" : ""));
        return stores;
    }

    static StoreUnderTest embedded() {
        var store = EmbeddedStore.start(temporary(), "127.0.0.1", 0);
        return new StoreUnderTest("embedded", store.uri(), store);
    }

    static StoreUnderTest plain() {
        var server = new MongoServer(new MemoryBackend());
        var uri = server.bindAndGetConnectionString();
        return new StoreUnderTest("plain scan, in memory", uri, server::shutdownNow);
    }

    static Path temporary() {
        try {
            var parent = Files.createDirectories(Path.of("target/stores"));
            var directory = Files.createTempDirectory(parent, "store");
            return directory;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static File mongod() {
        var named = System.getenv("ZHIBU_MONGOD");
        if (named != null) {
            return new File(named);
        }
        for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
            var file = new File(directory, "mongod");
            if (file.canExecute()) {
                return file;
            }
        }
        return null;
    }

    private static StoreUnderTest real(File mongod) {
        try (var free = new ServerSocket(0)) {
            int port = free.getLocalPort();
            free.close();
            var process = new ProcessBuilder(
                            mongod.getPath(),
                            "--dbpath",
                            temporary().toString(),
                            "--bind_ip",
                            "127.0.0.1",
                            "--port",
                            "" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new StoreUnderTest("mongod", "mongodb://127.0.0.1:" + port + "/?retryWrites=false", () -> {
                process.destroy();
                process.waitFor(10, TimeUnit.SECONDS);
                process.destroyForcibly();
            });
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    MongoClient client(CommandListener... listeners) {
        return client(uri, listeners);
    }

    static MongoClient client(String uri, CommandListener... listeners) {
        var settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .uuidRepresentation(org.bson.UuidRepresentation.STANDARD)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(20, TimeUnit.SECONDS));
        for (CommandListener listener : listeners) {
            settings.addCommandListener(listener);
        }
        return MongoClients.create(settings.build());
    }

    static MongoDatabase freshDatabase(MongoClient client) {
        return client.getDatabase("test_" + DATABASES.incrementAndGet());
    }

    @Override
    public void close() throws Exception {
        server.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
