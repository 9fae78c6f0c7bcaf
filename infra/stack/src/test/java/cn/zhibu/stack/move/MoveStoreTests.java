package cn.zhibu.stack.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.stack.launch.Settings;
import cn.zhibu.stack.launch.Stack;
import cn.zhibu.stack.store.EmbeddedStore;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** infra/move-store on a stack of its own, with a program in the place of mongod that is started like it. */
@Timeout(180)
class MoveStoreTests {

    private static final List<String> STORE = List.of("store");

    private final List<String> told = new ArrayList<>();
    private Settings settings;
    private Path mongod;

    @BeforeEach
    void aStackWithDocuments() throws Exception {
        var local = Files.createTempDirectory(Files.createDirectories(Path.of("target/stacks")), "moved")
                .toAbsolutePath();
        mongod = Files.createFile(
                local.resolve("mongod"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(mongod, """
                #!/bin/sh
                while [ $# -gt 0 ]; do
                  case "$1" in --dbpath) data="$2" ;; --port) port="$2" ;; esac
                  shift
                done
                exec '%s' -cp '%s' cn.zhibu.stack.store.StoreMain --data "$data" --port "$port" --password-file '%s'
                """.formatted(
                        ProcessHandle.current().info().command().orElseThrow(),
                        System.getProperty("java.class.path"),
                        local.resolve("secrets/store-password")));
        settings = Settings.of(Map.of(
                "ZHIBU_ROOT", Path.of("../..").toAbsolutePath().normalize().toString(),
                "ZHIBU_LOCAL", local.toString(),
                "ZHIBU_PORT_BASE", Integer.toString(ThreadLocalRandom.current().nextInt(20_000, 38_000))));
        running(null, store -> things(store).insertOne(new Document("_id", "a thing")));
    }

    @AfterEach
    void stop() {
        var stack = new Stack(settings.with(null), told::add);
        stack.stop(stack.names());
    }

    private interface Use {
        void of(MongoClient store) throws Exception;
    }

    private void running(Path program, Use use) throws Exception {
        var stack = new Stack(settings.with(program), told::add);
        stack.start(STORE);
        try (var client = MongoClients.create(stack.storeUri())) {
            use.of(client);
        } finally {
            stack.stop(STORE);
        }
    }

    private static com.mongodb.client.MongoCollection<Document> things(MongoClient store) {
        return store.getDatabase("member_shared").getCollection("things");
    }

    private void move(boolean away, String other) {
        new MoveStore(settings.with(mongod), told::add).run(away, other);
    }

    @Test
    void intoTheStacksOwnMongodAndBack() throws Exception {
        move(true, "mongod");
        assertThat(told).anyMatch(line -> line.contains("done: 1 documents"));
        assertThat(told).anyMatch(line -> line.contains("ZHIBU_MONGOD=" + mongod));
        assertThatThrownBy(() -> running(null, store -> {})).hasMessageContaining("lie in a mongod's files");
        running(mongod, store -> {
            assertThat(things(store).countDocuments()).isEqualTo(1);
            things(store).insertOne(new Document("_id", "another"));
        });
        assertThatThrownBy(() -> move(false, "mongod")).hasMessageContaining("is not empty (member_shared)");
        Files.move(settings.local().resolve("data/store"), settings.local().resolve("aside"));
        move(false, "mongod");
        assertThat(told).anyMatch(line -> line.contains("done: 2 documents"));
        assertThatThrownBy(() -> running(mongod, store -> {})).hasMessageContaining("lie in the embedded store");
        running(null, store -> assertThat(things(store).countDocuments()).isEqualTo(2));
    }

    @Test
    void intoAStoreSomewhereElse() throws Exception {
        try (var elsewhere = EmbeddedStore.forTests();
                var client = MongoClients.create(elsewhere.uri())) {
            move(true, elsewhere.uri());
            assertThat(things(client).countDocuments()).isEqualTo(1);
            assertThat(told).anyMatch(line -> line.contains("ZHIBU_MONGODB_URI"));
        }
        running(null, store -> assertThat(things(store).countDocuments()).isEqualTo(1));
    }

    @Test
    void nothingIsMovedUnderARunningStackOrWithoutAMongod() throws Exception {
        running(
                null,
                store -> assertThatThrownBy(() -> move(true, "mongod"))
                        .hasMessageContaining("the stack is running (store); infra/down first"));
        assertThatThrownBy(() -> new MoveStore(settings.with(null), told::add).run(true, "mongod"))
                .hasMessageContaining("ZHIBU_MONGOD");
    }
}
