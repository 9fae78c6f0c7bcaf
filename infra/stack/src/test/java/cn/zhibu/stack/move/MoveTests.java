package cn.zhibu.stack.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.stack.launch.StackException;
import cn.zhibu.stack.store.AllowedCommands;
import cn.zhibu.stack.store.EmbeddedStore;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.IndexOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Everything of one store in another, there and back, between two embedded ones and with a mongod where one is found. */
class MoveTests {

    private final AllowedCommands allowed = new AllowedCommands();
    private final List<AutoCloseable> open = new ArrayList<>();
    private MongoClient source;
    private MongoClient target;

    @BeforeEach
    void twoStores() {
        source = store();
        target = store();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        allowed.assertNone();
    }

    private MongoClient store() {
        var store = EmbeddedStore.forTests();
        var client = client(store.uri());
        open.addAll(List.of(client, store));
        return client;
    }

    private MongoClient client(String uri) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .addCommandListener(allowed)
                .build());
    }

    /** Documents of every type that the product keeps, in collections with every kind of index that it uses. */
    private static void fill(MongoClient store) {
        var random = new Random(7);
        for (String database : List.of("activity_b1", "activity_b2", "activity_shared", "report_b1")) {
            var records = store.getDatabase(database).getCollection("records");
            records.createIndex(new Document("unit", 1).append("day", -1), new IndexOptions().name("by_unit"));
            records.createIndex(
                    new Document("key", 1),
                    new IndexOptions().unique(true).sparse(true).name("by_key"));
            var all = new ArrayList<Document>();
            for (int number = 0; number < 700; number++) {
                all.add(document(random, number));
            }
            records.insertMany(all);
        }
        store.getDatabase("report_b1").getCollection("empty").createIndex(new Document("a", 1));
    }

    private static Document document(Random random, int number) {
        var document = new Document("_id", number % 2 == 0 ? new ObjectId() : "r" + number)
                .append("unit", "u" + random.nextInt(9))
                .append("day", new Date(random.nextInt()))
                .append("amount", new Decimal128(new BigDecimal(number % 3 == 0 ? "12.50" : "12.5")))
                .append("count", number % 2 == 0 ? (Object) number : (Object) (long) number)
                .append("share", random.nextDouble())
                .append("sealed", new Binary(new byte[] {1, 2, (byte) number}))
                .append("words", "支部\uD842\uDFB7" + number)
                .append("nothing", null)
                .append("list", Arrays.asList(1, null, List.of(2L), new Document("b", true)));
        return number % 5 == 0 ? document : document.append("key", "k" + number);
    }

    /** All of it: order, bytes and indexes. */
    private static Map<String, String> content(MongoClient store) {
        var all = new TreeMap<String, String>();
        for (String database : store.listDatabaseNames()) {
            if (!List.of("admin", "config", "local").contains(database)) {
                for (String collection : store.getDatabase(database).listCollectionNames()) {
                    var place = store.getDatabase(database).getCollection(collection, BsonDocument.class);
                    var lines = new ArrayList<String>();
                    place.find().forEach(document -> lines.add(document.toJson()));
                    place.listIndexes().forEach(index -> lines.add(new TreeMap<>(index).toString()));
                    all.put(database + "." + collection, lines.size() + " " + lines.hashCode());
                }
            }
        }
        return all;
    }

    private static long move(MongoClient from, MongoClient to) {
        return new Move(from, to, told -> {}).run();
    }

    @Test
    void everythingIsThereAndComesBack() {
        fill(source);
        var before = content(source);
        assertThat(move(source, target)).isEqualTo(4 * 700);
        assertThat(content(target)).isEqualTo(before);
        assertThat(content(source)).as("where it came from").isEqualTo(before);
        var third = store();
        assertThat(move(target, third)).isEqualTo(4 * 700);
        assertThat(content(third)).isEqualTo(before);
        assertThatThrownBy(() -> target.getDatabase("activity_b1")
                        .getCollection("records")
                        .insertOne(new Document("key", "k1")))
                .hasMessageContaining("by_key");
    }

    @Test
    void aStoreThatHoldsAnythingIsNotTouched() {
        fill(source);
        target.getDatabase("report_b9").getCollection("c").insertOne(new Document("_id", 1));
        var before = content(target);
        assertThatThrownBy(() -> move(source, target)).hasMessageContaining("is not empty (report_b9)");
        assertThat(content(target)).isEqualTo(before);
        assertThatThrownBy(() -> move(store(), target)).hasMessageContaining("move from is empty");
    }

    @Test
    void cutOffAnywhereItIsBegunAgainAndEndsWhole() {
        fill(source);
        var before = content(source);
        for (int cut = 1; cut < 4; cut++) {
            var lines = new AtomicInteger(cut);
            Consumer<String> cutting = told -> {
                if (lines.decrementAndGet() == 0) {
                    target.getDatabase("report_b1").getCollection("records").insertOne(new Document());
                    throw new StackException("cut off");
                }
            };
            assertThatThrownBy(() -> new Move(source, target, cutting).run()).hasMessage("cut off");
        }
        var other = store();
        other.getDatabase("another").getCollection("c").insertOne(new Document("_id", 1));
        assertThatThrownBy(() -> move(other, target)).hasMessageContaining("being filled from another one");
        var told = new ArrayList<String>();
        new Move(source, target, told::add).run();
        assertThat(told).anyMatch(line -> line.contains("there already"));
        assertThat(content(target)).isEqualTo(before);
    }

    @Test
    void whoeverWritesMeanwhileIsNoticed() {
        fill(source);
        var noticed = new ArrayList<String>();
        assertThatThrownBy(() -> new Move(source, target, told -> {
                            noticed.add(told);
                            source.getDatabase("zz").getCollection("c").insertOne(new Document());
                        })
                        .run())
                .hasMessageContaining("somebody writes");
        assertThat(noticed).isNotEmpty();
    }

    @Test
    void aSumTellsWhatAReaderMightNot() {
        assertThat(sum("{_id: 1, a: {'$numberDecimal': '12.5'}}"))
                .isNotEqualTo(sum("{_id: 1, a: {'$numberDecimal': '12.50'}}"));
        assertThat(sum("{_id: 1, a: 1, b: 2}")).isNotEqualTo(sum("{_id: 1, b: 2, a: 1}"));
        assertThat(sum("{_id: 1}", "{_id: 1}")).isNotEqualTo(sum("{_id: 1}"));
        assertThat(sum("{_id: 1}", "{_id: 2}")).isEqualTo(sum("{_id: 2}", "{_id: 1}"));
        assertThat(sum("{a: 1, _id: 1}")).isEqualTo(sum("{_id: 1, a: 1}"));
        var number = new Sum();
        number.add(new RawBsonDocument(
                new BsonDocument("_id", new BsonInt32(1)), new org.bson.codecs.BsonDocumentCodec()));
        var longer = new Sum();
        longer.add(new RawBsonDocument(
                new BsonDocument("_id", new BsonInt64(1)), new org.bson.codecs.BsonDocumentCodec()));
        assertThat(number.same(longer)).isFalse();
    }

    private static String sum(String... documents) {
        var sum = new Sum();
        for (String document : documents) {
            sum.add(RawBsonDocument.parse(document));
        }
        return sum.count() + " " + sum;
    }

    /** Nothing where no mongod is found; infra/test says which stores there were. */
    @TestFactory
    Stream<DynamicTest> intoAMongodAndBack() {
        return FoundMongod.find()
                .map(program -> DynamicTest.dynamicTest(program.toString(), () -> {
                    try (var mongod = FoundMongod.start(program);
                            var there = MoveStore.client(mongod.uri())) {
                        fill(source);
                        var before = content(source);
                        move(source, there);
                        move(there, target);
                        assertThat(content(target)).isEqualTo(before);
                    }
                }));
    }
}
