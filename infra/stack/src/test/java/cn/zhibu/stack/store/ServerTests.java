package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoClients;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the server says about itself, and that both drivers get along with it. */
class ServerTests extends EachStore {

    @TestFactory
    Stream<DynamicTest> helloNamesAWritablePrimary() {
        return onFaithfulStores(database -> {
            var hello = database.runCommand(new Document("hello", 1));
            assertThat(hello).containsEntry("isWritablePrimary", true);
            assertThat(hello.getInteger("maxWireVersion")).isGreaterThanOrEqualTo(8);
        });
    }

    @TestFactory
    Stream<DynamicTest> pingAndBuildInfoAnswer() {
        return onEachStore(database -> {
            assertThat(database.runCommand(new Document("ping", 1))
                            .get("ok", Number.class)
                            .intValue())
                    .isEqualTo(1);
            assertThat(database.runCommand(new Document("buildInfo", 1)).getString("version"))
                    .isNotBlank();
        });
    }

    @TestFactory
    Stream<DynamicTest> sessionsEnd() {
        return onFaithfulStores(database ->
                assertThat(database.getCollection("x").countDocuments()).isZero());
    }

    @Test
    void databasesAreListedByName() throws Exception {
        for (StoreUnderTest store : List.of(StoreUnderTest.embedded())) {
            try (store;
                    var client = store.client()) {
                client.getDatabase("member_a").getCollection("x").insertOne(new Document());
                client.getDatabase("member_b").getCollection("x").insertOne(new Document());
                client.getDatabase("member_c").getCollection("x").find().first();
                assertThat(client.listDatabaseNames().into(new ArrayList<>())).containsExactly("member_a", "member_b");
                client.getDatabase("member_a").drop();
                assertThat(client.listDatabaseNames().into(new ArrayList<>())).containsExactly("member_b");
                assertThat(client.listDatabases()
                                .filter(Filters.eq("name", "x"))
                                .into(new ArrayList<>()))
                        .isEmpty();
            }
        }
    }

    @Test
    void theReactiveDriverWritesAndReadsManyAtOnce() throws Exception {
        try (var store = EmbeddedStore.start(StoreUnderTest.temporary(), "127.0.0.1", 0);
                var client = MongoClients.create(store.uri())) {
            var things = client.getDatabase("reactive").getCollection("things");
            Flux.range(0, 2000)
                    .flatMap(
                            number -> Mono.from(things.insertOne(new Document("_id", number).append("k", number % 7))),
                            64)
                    .blockLast(java.time.Duration.ofSeconds(60));
            var found =
                    Flux.from(things.find(Filters.eq("k", 3))).collectList().block(java.time.Duration.ofSeconds(20));
            assertThat(found).hasSize(286);
            assertThat(Flux.from(things.find()).take(5).collectList().block(java.time.Duration.ofSeconds(20)))
                    .hasSize(5);
        }
    }

    @Test
    void anAnswerNobodyReadsOnEndsAfterTenMinutesOfRest() {
        var nanos = new AtomicLong();
        try (var store = EmbeddedStore.forTests(nanos::get);
                var client = StoreUnderTest.client(store.uri())) {
            var things = client.getDatabase("d").getCollection("c");
            for (int at = 0; at < 10; at++) {
                things.insertOne(new Document("_id", at));
            }
            try (var read = things.find().batchSize(2).iterator();
                    var left = things.find().batchSize(2).iterator()) {
                left.next();
                left.next();
                for (int at = 0; at < 10; at++) {
                    assertThat(read.next()).containsEntry("_id", at);
                    nanos.addAndGet(TimeUnit.MINUTES.toNanos(4));
                }
                assertThatThrownBy(left::next)
                        .isInstanceOfSatisfying(
                                MongoException.class,
                                gone -> assertThat(gone.getCode()).isEqualTo(43));
            }
        }
    }

    @Test
    void aBatchEndsAtSixteenMegabytes() {
        try (var store = EmbeddedStore.forTests();
                var client = StoreUnderTest.client(store.uri())) {
            var things = client.getDatabase("d").getCollection("c");
            for (int at = 0; at < 60; at++) {
                things.insertOne(new Document("_id", at).append("pad", "x".repeat(1_000_000)));
            }
            var database = client.getDatabase("d");
            var first = database.runCommand(Document.parse("{find: 'c', batchSize: 1}"))
                    .get("cursor", Document.class);
            var next = database.runCommand(new Document("getMore", first.getLong("id")).append("collection", "c"))
                    .get("cursor", Document.class);
            assertThat(next.getList("nextBatch", Document.class)).hasSize(16);
            assertThat(things.find().into(new ArrayList<>())).hasSize(60);
            var sorted = things.find().sort(new Document("pad", 1)).batchSize(1000);
            assertThat(sorted.into(new ArrayList<>())).hasSize(60);
        }
    }

    @Test
    void aWriteThatWantsNoAnswerIsDone() throws Exception {
        try (var store = EmbeddedStore.forTests();
                var client = StoreUnderTest.client(store.uri())) {
            var things = client.getDatabase("d").getCollection("c");
            for (int at = 0; at < 50; at++) {
                things.withWriteConcern(WriteConcern.UNACKNOWLEDGED).insertOne(new Document("_id", at));
            }
            for (int tries = 0; tries < 100 && things.countDocuments() < 50; tries++) {
                Thread.sleep(50);
            }
            assertThat(things.countDocuments()).isEqualTo(50);
        }
    }

    @Test
    void aCommandEndsAtItsTime() {
        try (var store = EmbeddedStore.forTests();
                var client = StoreUnderTest.client(store.uri())) {
            var things = client.getDatabase("d").getCollection("c");
            var many = new ArrayList<Document>();
            for (int at = 0; at < 60_000; at++) {
                many.add(new Document("a", at));
            }
            things.insertMany(many);
            assertThatThrownBy(() -> things.find(new Document("b", 1))
                            .maxTime(1, TimeUnit.MILLISECONDS)
                            .first())
                    .isInstanceOf(MongoExecutionTimeoutException.class);
        }
    }

    @Test
    void explainTellsTheStages() {
        try (var store = EmbeddedStore.forTests();
                var client = StoreUnderTest.client(store.uri())) {
            var things = client.getDatabase("d").getCollection("c");
            things.createIndex(Document.parse("{unit: 1, day: -1, _id: -1}"));
            things.insertOne(new Document("unit", "u").append("day", 1));
            var byIndex = things.find(Filters.eq("unit", "u"))
                    .sort(Document.parse("{day: -1, _id: -1}"))
                    .explain();
            assertThat(byIndex.toJson())
                    .contains("IXSCAN", "unit_1_day_-1__id_-1")
                    .doesNotContain("SORT", "COLLSCAN");
            var merged = things.find(Filters.in("unit", "u", "v"))
                    .sort(Document.parse("{day: 1, _id: 1}"))
                    .explain();
            assertThat(merged.toJson()).contains("SORT_MERGE", "backward").doesNotContain("\"SORT\"");
            var sorted = things.find(Filters.eq("unit", "u"))
                    .sort(Document.parse("{name: 1}"))
                    .explain();
            assertThat(sorted.toJson()).contains("\"SORT\"", "IXSCAN");
            assertThat(things.find(Filters.eq("name", "u")).explain().toJson()).contains("COLLSCAN");
        }
    }
}
