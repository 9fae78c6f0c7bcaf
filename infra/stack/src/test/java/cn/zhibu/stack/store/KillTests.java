package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kills the store's process in the middle of concurrent writes, again and again on the same file, and finds every
 * acknowledged write afterwards. {@code -Dzhibu.kills=300} makes the run longer.
 */
class KillTests {

    private static final int KILLS = Integer.getInteger("zhibu.kills", 12);
    private static final int WRITERS = 12;

    private final Path directory = StoreUnderTest.temporary();
    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Integer> attempted = new ConcurrentHashMap<>();

    private record Running(Process process, String uri) {}

    private Running start() throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreMain.class.getName(),
                        "--data",
                        directory.toString(),
                        "--port",
                        "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream()));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("store ready on ")) {
                var drain = new Thread(() -> output.lines().forEach(ignored -> {}));
                drain.setDaemon(true);
                drain.start();
                return new Running(
                        process, "mongodb://" + line.substring("store ready on ".length()) + "/?retryWrites=false");
            }
        }
        throw new IOException("the store did not start");
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void noAcknowledgedWriteIsLost() throws Exception {
        long seed = Long.getLong("zhibu.seed", 20261120L);
        System.out.println("kills: " + KILLS + ", seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < KILLS; round++) {
            var running = start();
            try (MongoClient client = StoreUnderTest.client(running.uri())) {
                check(client.getDatabase("d").getCollection("c"));
                var writers = write(client, round);
                Thread.sleep(200 + random.nextInt(900));
                running.process().destroyForcibly().waitFor();
                for (Thread writer : writers) {
                    writer.join(30_000);
                }
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(KILLS * 10);
        long bytes = Files.size(directory.resolve("store.mv.db"));
        System.out.println("acknowledged documents: " + acknowledged.size() + ", file: " + bytes + " bytes");
        try (var store = EmbeddedStore.start(directory, "127.0.0.1", 0);
                MongoClient client = StoreUnderTest.client(store.uri())) {
            check(client.getDatabase("d").getCollection("c"));
        }
    }

    private List<Thread> write(MongoClient client, int round) {
        var collection = client.getDatabase("d").getCollection("c");
        collection.createIndex(new Document("writer", 1));
        var writers = new ArrayList<Thread>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            var thread = new Thread(() -> writeUntilKilled(collection, round, number));
            thread.start();
            writers.add(thread);
        }
        return writers;
    }

    private void writeUntilKilled(MongoCollection<Document> collection, int round, int writer) {
        try {
            for (int at = 0; ; at++) {
                var id = round + "-" + writer + "-" + at / 4;
                if (at % 4 == 0) {
                    attempted.put(id, 1);
                    collection.insertOne(new Document("_id", id)
                            .append("n", 1)
                            .append("writer", writer)
                            .append("pad", "x".repeat(200)));
                    acknowledged.put(id, 1);
                } else {
                    attempted.merge(id, 1, Integer::sum);
                    collection.updateOne(new Document("_id", id), Updates.inc("n", 1));
                    acknowledged.merge(id, 1, Integer::sum);
                }
            }
        } catch (RuntimeException killed) {
            assertThat(killed).isNotNull();
        }
    }

    /** Every document holds at least what was acknowledged and at most what was tried; the index agrees with them. */
    private void check(MongoCollection<Document> collection) {
        var stored = new ConcurrentHashMap<String, Integer>();
        collection.find().forEach(document -> stored.put(document.getString("_id"), document.getInteger("n")));
        acknowledged.forEach(
                (id, n) -> assertThat(stored.getOrDefault(id, 0)).as(id).isGreaterThanOrEqualTo(n));
        stored.forEach((id, n) -> assertThat(n).as(id).isLessThanOrEqualTo(attempted.getOrDefault(id, 0)));
        long byWriter = 0;
        for (int writer = 0; writer < WRITERS; writer++) {
            byWriter += collection.countDocuments(new Document("writer", writer));
        }
        assertThat(byWriter).isEqualTo(stored.size());
    }
}
