package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** That an index is used, told by how many documents a query looked at; also after the file was opened again. */
class IndexUseTests {

    private static final int DOCUMENTS = 2000;

    private final Path directory = StoreUnderTest.temporary();

    private static void fill(MongoCollection<Document> things) {
        var documents = new ArrayList<Document>();
        for (int number = 0; number < DOCUMENTS; number++) {
            documents.add(new Document("_id", "id" + number)
                    .append("version", 1)
                    .append("unit", "u" + number % 100)
                    .append("day", number % 20)
                    .append(
                            "scope",
                            new Document("ancestors", List.of("root", "s" + number % 50, "u" + number % 100))));
        }
        things.insertMany(documents);
        things.createIndex(Document.parse("{unit: 1, day: 1}"));
        things.createIndex(Document.parse("{'scope.ancestors': 1, day: 1}"));
    }

    private static long examined(EmbeddedStore store, Runnable query) {
        long before = store.examined("d", "things");
        query.run();
        return store.examined("d", "things") - before;
    }

    private void withThings(Consumer<MongoCollection<Document>> steps, boolean fill, EmbeddedStore[] running) {
        try (var store = EmbeddedStore.start(directory, "127.0.0.1", 0);
                MongoClient client = StoreUnderTest.client(store.uri())) {
            running[0] = store;
            var things = client.getDatabase("d").getCollection("things");
            if (fill) {
                fill(things);
            }
            steps.accept(things);
        }
    }

    private static void find(MongoCollection<Document> things, String filter, int hits) {
        assertThat(things.find(Document.parse(filter)).into(new ArrayList<>())).hasSize(hits);
    }

    @Test
    void queriesLookOnlyAtWhatTheIndexNames() {
        var running = new EmbeddedStore[1];
        for (boolean fill : new boolean[] {true, false}) {
            withThings(
                    things -> {
                        looks(running, 1, () -> find(things, "{_id: 'id7'}", 1));
                        looks(running, 1, () -> find(things, "{_id: 'id7', version: 1}", 1));
                        looks(running, 2, () -> find(things, "{_id: {$in: ['id7', 'id8']}}", 2));
                        looks(running, 20, () -> find(things, "{unit: 'u3'}", 20));
                        looks(running, 20, () -> find(things, "{unit: 'u3', day: 3}", 20));
                        looks(running, 0, () -> find(things, "{unit: 'u3', day: 4}", 0));
                        looks(running, 40, () -> find(things, "{'scope.ancestors': {$in: ['s3', 'u3']}}", 40));
                        looks(running, 20, () -> find(things, "{'scope.ancestors': 'u3', day: {$gte: 0}}", 20));
                        looks(running, 20, () -> find(things, "{$and: [{unit: 'u3'}, {version: 1}]}", 20));
                        looks(running, DOCUMENTS, () -> find(things, "{version: 9}", 0));
                    },
                    fill,
                    running);
        }
    }

    @Test
    void writesAndAggregationsUseTheIndexToo() {
        var running = new EmbeddedStore[1];
        withThings(
                things -> {
                    var one = Document.parse("{_id: 'id7', version: 1}");
                    var inc = Document.parse("{$inc: {version: 1}}");
                    looks(running, 1, () -> things.updateOne(one, inc));
                    looks(running, 1, () -> things.findOneAndUpdate(new Document("_id", "id8"), inc));
                    // Counted by the entries alone.
                    looks(running, 0, () -> things.countDocuments(new Document("unit", "u3")));
                    var pipeline = List.of(
                            Document.parse("{$match: {unit: 'u3'}}"),
                            Document.parse("{$group: {_id: '$day', n: {$sum: 1}}}"));
                    looks(running, 20, () -> things.aggregate(pipeline).first());
                    looks(running, 20, () -> things.deleteMany(new Document("unit", "u3")));
                    looks(running, 0, () -> find(things, "{unit: 'u3'}", 0));
                },
                true,
                running);
    }

    private static void looks(EmbeddedStore[] running, long documents, Runnable query) {
        assertThat(examined(running[0], query)).isEqualTo(documents);
    }
}
