package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many clients at once: nothing is lost, nothing is doubled, readers never see half a document, the file stays small. */
class ConcurrencyTests {

    private static final int CLIENTS = 16;

    private final Path directory = StoreUnderTest.temporary();

    private static void atOnce(int times, Callable<?> work) throws Exception {
        var pool = Executors.newFixedThreadPool(times);
        try {
            var running = new ArrayList<Future<?>>();
            for (int at = 0; at < times; at++) {
                running.add(pool.submit(work));
            }
            for (Future<?> each : running) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @Timeout(120)
    void everyIncrementCountsAndReadersSeeWholeDocuments() throws Exception {
        try (var store = EmbeddedStore.start(directory, "127.0.0.1", 0);
                MongoClient client = StoreUnderTest.client(store.uri())) {
            var things = client.getDatabase("d").getCollection("c");
            things.insertOne(Document.parse("{_id: 1, a: 0, b: 0}"));
            atOnce(CLIENTS, () -> {
                for (int at = 0; at < 100; at++) {
                    things.updateOne(Filters.eq("_id", 1), Updates.combine(Updates.inc("a", 1), Updates.inc("b", 1)));
                    var seen = things.find(Filters.eq("_id", 1)).first();
                    assertThat(seen.getInteger("a")).isEqualTo(seen.getInteger("b"));
                }
                return null;
            });
            assertThat(things.find().first()).containsEntry("a", CLIENTS * 100);
        }
    }

    @Test
    @Timeout(120)
    void oneOfManyWinsAUniqueKey() throws Exception {
        try (var store = EmbeddedStore.forTests();
                MongoClient client = StoreUnderTest.client(store.uri())) {
            var things = client.getDatabase("d").getCollection("c");
            things.createIndex(new Document("key", 1), new IndexOptions().unique(true));
            atOnce(CLIENTS, () -> {
                for (int at = 0; at < 50; at++) {
                    try {
                        things.insertOne(new Document("key", at));
                    } catch (MongoException another) {
                        assertThat(another.getCode()).isEqualTo(11000);
                    }
                }
                return null;
            });
            assertThat(things.countDocuments()).isEqualTo(50);
        }
    }

    @Test
    @Timeout(120)
    void theFileFollowsTheDataAndNotTheNumberOfWrites() throws Exception {
        var file = directory.resolve("store.db");
        try (var store = EmbeddedStore.start(file, "127.0.0.1", 0);
                MongoClient client = StoreUnderTest.client(store.uri())) {
            var things = client.getDatabase("d").getCollection("c");
            for (int at = 0; at < 200; at++) {
                things.insertOne(new Document("_id", at).append("pad", "x".repeat(1000)));
            }
            for (int round = 0; round < 10; round++) {
                for (int at = 0; at < 200; at++) {
                    things.updateOne(Filters.eq("_id", at), Updates.inc("n", 1));
                }
            }
            assertThat(Files.size(file)).isLessThan(8_000_000);
        }
        try (var store = EmbeddedStore.start(file, "127.0.0.1", 0);
                MongoClient client = StoreUnderTest.client(store.uri())) {
            var things = client.getDatabase("d").getCollection("c");
            assertThat(things.countDocuments(Filters.eq("n", 10))).isEqualTo(200);
        }
    }

    @Test
    @Timeout(120)
    void manyDocumentsAreCountedChangedReadAndRemovedCompletely() {
        try (var store = EmbeddedStore.forTests();
                MongoClient client = StoreUnderTest.client(store.uri())) {
            var things = client.getDatabase("d").getCollection("c");
            var many = new ArrayList<Document>();
            for (int at = 0; at < 2345; at++) {
                many.add(new Document("_id", at).append("k", at % 2).append("v", 2345 - at));
            }
            things.insertMany(many);
            things.createIndex(new Document("k", 1));
            assertThat(things.countDocuments(Filters.gte("v", 0))).isEqualTo(2345);
            var sorted =
                    things.find().sort(new Document("v", 1)).skip(5).limit(1500).batchSize(100);
            var ids = sorted.map(document -> document.getInteger("v")).into(new ArrayList<>());
            assertThat(ids).hasSize(1500).isSorted().startsWith(6);
            var grouped = things.aggregate(
                    List.of(Document.parse("{$match: {k: 1}}"), Document.parse("{$group: {_id: '$v', n: {$sum: 1}}}")));
            assertThat(grouped.into(new ArrayList<>())).hasSize(1172);
            assertThat(things.find().sort(new Document("v", -1)).first()).containsEntry("v", 2345);
            // One batch only, and the first one of a find has 101 documents, on MongoDB too.
            assertThat(things.find().limit(-1200).into(new ArrayList<>())).hasSize(101);
            assertThat(things.deleteMany(Filters.eq("k", 1)).getDeletedCount()).isEqualTo(1172);
            assertThat(things.countDocuments()).isEqualTo(1173);
        }
    }

    @Test
    @Timeout(120)
    void aLongAnswerLeavesOutWhatWasRemovedOrChangedMeanwhile() {
        try (var store = EmbeddedStore.forTests();
                MongoClient client = StoreUnderTest.client(store.uri())) {
            var things = client.getDatabase("d").getCollection("c");
            for (int at = 0; at < 10; at++) {
                things.insertOne(new Document("_id", at).append("k", 1));
            }
            try (var cursor = things.find(Filters.eq("k", 1)).batchSize(2).iterator()) {
                cursor.next();
                things.deleteOne(Filters.eq("_id", 5));
                things.updateOne(Filters.eq("_id", 6), Updates.set("k", 2));
                var rest = new ArrayList<Object>();
                cursor.forEachRemaining(document -> rest.add(document.get("_id")));
                assertThat(rest).containsExactly(1, 2, 3, 4, 7, 8, 9);
            }
        }
    }

    @Test
    @Timeout(120)
    void theJournalStaysShortThoughSomebodyIsAlwaysReading() throws Exception {
        var stop = new AtomicBoolean();
        var journal = directory.resolve("store.db-wal");
        try (var store = EmbeddedStore.start(directory, "127.0.0.1", 0);
                MongoClient client = StoreUnderTest.client(store.uri())) {
            var things = client.getDatabase("d").getCollection("c");
            things.insertOne(new Document("_id", -1));
            var readers = new ArrayList<Thread>();
            for (int reader = 0; reader < 4; reader++) {
                var thread = new Thread(() -> {
                    while (!stop.get()) {
                        things.countDocuments(Filters.eq("pad", "none"));
                    }
                });
                thread.start();
                readers.add(thread);
            }
            long longest = 0;
            for (int at = 0; at < 1200; at++) {
                things.replaceOne(
                        Filters.eq("_id", at % 40),
                        new Document("pad", "x".repeat(150_000)),
                        new com.mongodb.client.model.ReplaceOptions().upsert(true));
                longest = Math.max(longest, Files.size(journal));
            }
            stop.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(longest).isLessThan(150_000_000);
        }
    }
}
