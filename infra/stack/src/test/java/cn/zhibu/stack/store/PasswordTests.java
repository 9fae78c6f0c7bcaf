package cn.zhibu.stack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another user of the machine gets nothing through the port and nothing from the file. */
class PasswordTests {

    private static final String PASSWORD = "correct horse 电池";

    private final Path directory = StoreUnderTest.temporary().resolve("kept");
    private EmbeddedStore store;

    @BeforeEach
    void start() {
        store = EmbeddedStore.start(EmbeddedStore.Settings.of(directory.resolve("store.db"), "127.0.0.1", 0)
                .with(PASSWORD, false));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private String as(String password) {
        return "mongodb://zhibu:"
                + java.net.URLEncoder.encode(password, java.nio.charset.StandardCharsets.UTF_8)
                        .replace("+", "%20")
                + "@127.0.0.1:" + store.port() + "/?authSource=admin&retryWrites=false";
    }

    @Test
    void whoKnowsThePasswordIsServed() {
        try (var client = MongoClients.create(as(PASSWORD))) {
            var things = client.getDatabase("d").getCollection("c");
            things.insertOne(new Document("_id", 1));
            things.insertOne(new Document("_id", 2).append("large", "x".repeat(200_000)));
            assertThat(things.countDocuments()).isEqualTo(2);
        }
    }

    @Test
    void whoDoesNotGetsNothing() {
        try (var client = MongoClients.create(as("wrong"))) {
            assertThatThrownBy(() ->
                            client.getDatabase("d").getCollection("c").find().first())
                    .isInstanceOf(MongoSecurityException.class);
        }
        try (var client = MongoClients.create(as(PASSWORD).replace("zhibu:", "root:"))) {
            assertThatThrownBy(() ->
                            client.getDatabase("d").getCollection("c").find().first())
                    .isInstanceOf(MongoSecurityException.class);
        }
        try (var client = MongoClients.create(store.uri())) {
            for (String command : new String[] {
                "{find: 'c'}", "{listDatabases: 1}", "{ping: 1}", "{insert: 'c', documents: [{a: 1}]}", "{buildInfo: 1}"
            }) {
                assertThatThrownBy(() -> client.getDatabase("admin").runCommand(Document.parse(command)))
                        .isInstanceOfSatisfying(
                                MongoCommandException.class,
                                refused -> assertThat(refused.getCode()).isEqualTo(13));
            }
        }
    }

    @Test
    void theFileAndItsFolderAreTheOwnersAlone() throws Exception {
        for (String name : new String[] {"store.db", "store.db-wal", "store.db-shm"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        var copy = directory.resolve("copy.db");
        store.copyTo(copy);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
    }
}
