package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoClients;
import java.util.ArrayList;
import java.util.List;
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
}
