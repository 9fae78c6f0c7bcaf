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
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same random operations on a collection with indexes and on one without: every answer, every refusal, every order
 * and every state must be the same, whatever an index leaves out or brings twice. The seed is in the name of the test.
 */
class DifferentialTests {

    private static final int STEPS = 500;

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.rangeClosed(1, 12), LongStream.of(System.nanoTime(), System.nanoTime() * 31));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyAnswerIsTheSame(long seed) throws Exception {
        try (var store = EmbeddedStore.forTests();
                MongoClient client = StoreUnderTest.client(store.uri())) {
            var bare = client.getDatabase("d").getCollection("bare");
            var indexed = client.getDatabase("d").getCollection("indexed");
            var unique = new IndexOptions().unique(true);
            List.of(bare, indexed).forEach(each -> each.createIndex(Document.parse("{u: 1, b: 1}"), unique));
            indexes(indexed);
            var random = new RandomOperations(new Random(seed));
            for (int step = 0; step < STEPS; step++) {
                var operation = random.next();
                assertThat(answer(operation, indexed))
                        .as("seed %d, step %d: %s", seed, step, operation)
                        .isEqualTo(answer(operation, bare));
            }
            assertThat(all(indexed)).isEqualTo(all(bare)).isNotEmpty();
        }
    }

    private static void indexes(MongoCollection<Document> collection) {
        for (String keys : List.of(
                "{a: 1, _id: 1}",
                "{a: -1, 'n.x': 1}",
                "{b: -1, _id: 1}",
                "{'n.x': 1, b: -1, _id: 1}",
                "{'l.v': 1, 'l.w': -1}",
                "{u: 1, _id: 1}")) {
            collection.createIndex(Document.parse(keys));
        }
        collection.createIndex(Document.parse("{'l.v': -1, _id: 1}"), new IndexOptions().sparse(true));
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
                            .sort(operation.sort())
                            .skip(operation.skip())
                            .limit(operation.limit())
                            .batchSize(3)
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
