package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same random operations on the plain scanning server and on ours with its indexes: every answer, every refusal
 * and every state must be the same. The seed is in the name of the test.
 */
class DifferentialTests {

    private static final int STEPS = 400;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20251120})
    void everyAnswerIsTheSame(long seed) throws Exception {
        try (var plain = StoreUnderTest.plain();
                var ours = StoreUnderTest.embedded();
                var file = StoreUnderTest.embeddedFile();
                MongoClient plainClient = plain.client();
                MongoClient ourClient = ours.client();
                MongoClient fileClient = file.client()) {
            var collections = List.of(
                    plainClient.getDatabase("d").getCollection("c"),
                    ourClient.getDatabase("d").getCollection("c"),
                    fileClient.getDatabase("d").getCollection("c"));
            collections.forEach(DifferentialTests::indexes);
            var random = new RandomOperations(new Random(seed));
            for (int step = 0; step < STEPS; step++) {
                var operation = random.next();
                var expected = answer(operation, collections.get(0));
                for (var other : collections.subList(1, 3)) {
                    assertThat(answer(operation, other))
                            .as("seed %d, step %d: %s", seed, step, operation)
                            .isEqualTo(expected);
                }
            }
            var state = all(collections.get(0));
            assertThat(all(collections.get(1))).isEqualTo(state);
            assertThat(all(collections.get(2))).isEqualTo(state);
            assertThat(state).isNotEmpty();
        }
    }

    private static void indexes(MongoCollection<Document> collection) {
        collection.createIndex(Document.parse("{a: 1}"));
        collection.createIndex(Document.parse("{a: 1, 'n.x': 1}"));
        collection.createIndex(Document.parse("{'n.x': 1, b: -1}"));
        collection.createIndex(Document.parse("{'l.v': 1}"));
        collection.createIndex(Document.parse("{u: 1, b: 1}"), new IndexOptions().unique(true));
    }

    private static Object answer(RandomOperations.Operation operation, MongoCollection<Document> collection) {
        try {
            return switch (operation.kind()) {
                case INSERT ->
                    collection.insertOne(new Document(operation.document())).getInsertedId();
                case UPDATE -> {
                    var result = collection.updateOne(
                            operation.filter(), operation.document(), new UpdateOptions().upsert(operation.upsert()));
                    yield List.of(result.getMatchedCount(), result.getModifiedCount());
                }
                case MODIFY ->
                    String.valueOf(collection.findOneAndUpdate(
                            operation.filter(),
                            operation.document(),
                            new FindOneAndUpdateOptions()
                                    .sort(new Document("_id", 1))
                                    .upsert(operation.upsert())
                                    .returnDocument(ReturnDocument.AFTER)));
                case DELETE -> collection.deleteMany(operation.filter()).getDeletedCount();
                case FIND ->
                    collection
                            .find(operation.filter())
                            .sort(new Document("_id", 1))
                            .into(new ArrayList<>());
                case COUNT -> collection.countDocuments(operation.filter());
            };
        } catch (MongoException refused) {
            return refused.getCode();
        }
    }

    private static List<Document> all(MongoCollection<Document> collection) {
        return collection.find().sort(new Document("_id", 1)).into(new ArrayList<>());
    }
}
