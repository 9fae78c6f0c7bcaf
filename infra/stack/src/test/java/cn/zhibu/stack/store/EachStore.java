package cn.zhibu.stack.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;

/** Runs the same steps on every store at hand, always listening for commands that are not on the closed list. */
abstract class EachStore {

    private static List<StoreUnderTest> stores = List.of();

    @BeforeAll
    static void startStores() {
        stores = StoreUnderTest.all();
    }

    @AfterAll
    static void stopStores() throws Exception {
        for (StoreUnderTest store : stores) {
            store.close();
        }
    }

    static Stream<DynamicTest> onEachStore(Consumer<MongoDatabase> steps) {
        return on(stores, steps);
    }

    /** Where the plain scanning server is known to differ from MongoDB's manual, and ours does not. */
    static Stream<DynamicTest> onFaithfulStores(Consumer<MongoDatabase> steps) {
        return on(
                stores.stream()
                        .filter(store -> !store.name().startsWith("plain"))
                        .toList(),
                steps);
    }

    /** On ours alone, which says why it refuses what is not on the list; nobody listens to what is asked. */
    static Stream<DynamicTest> onOurs(Consumer<MongoDatabase> steps) {
        return stores.stream()
                .filter(store -> store.name().startsWith("embedded"))
                .map(store -> DynamicTest.dynamicTest(store.name(), () -> {
                    try (MongoClient client = store.client()) {
                        var database = StoreUnderTest.freshDatabase(client);
                        steps.accept(database);
                        database.runCommand(new org.bson.Document("dropDatabase", 1));
                    }
                }));
    }

    private static Stream<DynamicTest> on(List<StoreUnderTest> chosen, Consumer<MongoDatabase> steps) {
        return chosen.stream()
                .map(store -> DynamicTest.dynamicTest(store.name(), () -> {
                    var allowed = new AllowedCommands();
                    try (MongoClient client = store.client(allowed)) {
                        var database = StoreUnderTest.freshDatabase(client);
                        steps.accept(database);
                        database.drop();
                    }
                    allowed.assertNone();
                }));
    }
}
