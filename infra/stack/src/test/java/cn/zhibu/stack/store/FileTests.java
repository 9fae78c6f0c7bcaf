package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.stack.store.engine.Check;
import cn.zhibu.stack.store.engine.FileFailure;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** The file when it is not as it should be, and copies of it. */
class FileTests {

    private static final int DOCUMENTS = 400;

    private final Path directory = StoreUnderTest.temporary();
    private final Path file = directory.resolve("store.db");

    private void fill() {
        try (var store = EmbeddedStore.start(directory, "127.0.0.1", 0);
                MongoClient client = StoreUnderTest.client(store.uri())) {
            var things = things(client);
            things.createIndex(Document.parse("{k: 1}"));
            var many = new ArrayList<Document>();
            for (int at = 0; at < DOCUMENTS; at++) {
                many.add(new Document("_id", at).append("k", at % 7).append("pad", "#" + at + "#" + "p".repeat(3000)));
            }
            things.insertMany(many);
        }
        assertThat(Check.of(file)).isEmpty();
    }

    private static MongoCollection<Document> things(MongoClient client) {
        return client.getDatabase("d").getCollection("c");
    }

    private long find(String text) throws IOException {
        var bytes = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        return bytes.indexOf(text);
    }

    private void write(long at, byte[] bytes) throws IOException {
        try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.seek(at);
            opened.write(bytes);
        }
    }

    @Test
    void aDocumentThatIsNotWhatWasWrittenIsNotGiven() throws Exception {
        fill();
        write(find("#123#") + 20, new byte[] {'q'});
        assertThat(Check.of(file)).isNotEmpty().allMatch(fault -> fault.contains("damaged"));
        try (var store = EmbeddedStore.start(directory, "127.0.0.1", 0);
                MongoClient client = StoreUnderTest.client(store.uri())) {
            var things = things(client);
            things.insertOne(new Document("_id", "before"));
            assertThatThrownBy(() -> things.find(new Document("_id", 123)).first())
                    .isInstanceOfSatisfying(
                            MongoException.class,
                            failed -> assertThat(failed.getCode()).isEqualTo(136))
                    .hasMessageContaining("damaged");
            assertThat(things.find(new Document("_id", 124)).first()).isNotNull();
            assertThatThrownBy(() -> things.insertOne(new Document("_id", "after")))
                    .hasMessageContaining("nothing is written any more")
                    .hasMessageContaining("damaged");
            assertThat(store.refusing()).contains("document");
            assertThat(things.find(new Document("_id", "before")).first()).isNotNull();
        }
    }

    @Test
    void aDamagedPageStopsWritesAndReadingGoesOnWhereItCan() throws Exception {
        fill();
        int page = 4096;
        long damaged = find("#200#") / page * page;
        write(damaged, new byte[page]);
        assertThat(Check.of(file)).isNotEmpty();
        try (var store = EmbeddedStore.start(directory, "127.0.0.1", 0);
                MongoClient client = StoreUnderTest.client(store.uri())) {
            var things = things(client);
            int there = 0;
            for (int at = 0; at < DOCUMENTS; at++) {
                try {
                    there += things.find(new Document("_id", at)).first() == null ? 0 : 1;
                } catch (MongoException refused) {
                    assertThat(refused.getCode()).isEqualTo(136);
                }
            }
            assertThat(there).isBetween(DOCUMENTS / 2, DOCUMENTS - 1);
            assertThatThrownBy(() -> things.insertOne(new Document("_id", "after")))
                    .hasMessageContaining("nothing is written any more");
        }
    }

    @Test
    void whatIsNoStoreIsNotOpened() throws Exception {
        Files.writeString(file, "this is no store".repeat(1000));
        assertThatThrownBy(() -> EmbeddedStore.start(directory, "127.0.0.1", 0)).isInstanceOf(FileFailure.class);
        Files.delete(file);
        Files.writeString(directory.resolve("store.mv.db"), "an earlier version");
        assertThatThrownBy(() -> EmbeddedStore.start(directory, "127.0.0.1", 0))
                .hasMessageContaining("earlier version");
    }

    @Test
    void aCopyIsWholeWhileOthersWrite() throws Exception {
        fill();
        var writers = new Writers();
        try (var store = EmbeddedStore.start(directory, "127.0.0.1", 0);
                MongoClient client = StoreUnderTest.client(store.uri())) {
            things(client).deleteMany(new Document());
            var threads = writers.start(client, "w");
            for (int at = 0; at < 5; at++) {
                Thread.sleep(100);
                double before = Writers.now();
                var copy = Files.createDirectory(directory.resolve("copy" + at)).resolve("store.db");
                store.copyTo(copy);
                assertThat(Check.of(copy)).isEmpty();
                try (var second = EmbeddedStore.start(copy, "127.0.0.1", 0);
                        MongoClient reader = StoreUnderTest.client(second.uri())) {
                    writers.check(Writers.stored(reader), before);
                }
            }
            writers.stop();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    @Test
    void spaceThatBecameFreeIsGivenBack() throws Exception {
        fill();
        long full = Files.size(file);
        try (var store = EmbeddedStore.start(directory, "127.0.0.1", 0);
                MongoClient client = StoreUnderTest.client(store.uri())) {
            things(client).deleteMany(new Document("_id", new Document("$gte", 20)));
            for (int tries = 0; tries < 100 && Files.size(file) > full / 2; tries++) {
                Thread.sleep(200);
            }
        }
        assertThat(Files.size(file)).isLessThan(full / 2);
        assertThat(Check.of(file)).isEmpty();
    }
}
