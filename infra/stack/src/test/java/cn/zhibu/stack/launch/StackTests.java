package cn.zhibu.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The supervisor, with the store as the part that is killed, frozen and found again. */
@Timeout(120)
class StackTests {

    private static final List<String> STORE = List.of("store");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([a-z-]+)</artifactId>");

    private final List<String> progress = new ArrayList<>();
    private Settings settings;
    private Stack stack;

    @BeforeEach
    void makeStack() throws Exception {
        var local = Files.createTempDirectory(Files.createDirectories(Path.of("target/stacks")), "local");
        var root = Path.of("../..").toAbsolutePath().normalize();
        settings = Settings.of(Map.of(
                "ZHIBU_ROOT", root.toString(),
                "ZHIBU_LOCAL", local.toAbsolutePath().toString(),
                "ZHIBU_PORT_BASE", Integer.toString(ThreadLocalRandom.current().nextInt(20_000, 38_000))));
        stack = new Stack(settings, progress::add);
    }

    @AfterEach
    void stopStack() {
        stack.stop(stack.names());
    }

    private long count() {
        try (var client = MongoClients.create(stack.storeUri())) {
            var things = client.getDatabase("d").getCollection("c");
            things.insertOne(new Document());
            return things.countDocuments();
        }
    }

    @Test
    void aPartIsStartedKilledAndStartedAgainWithItsData() {
        stack.start(STORE);
        assertThat(count()).isEqualTo(1);
        stack.kill("store");
        assertThat(stack.running("store")).isFalse();
        stack.start(STORE);
        assertThat(count()).isEqualTo(2);
        stack.start(STORE);
        assertThat(progress).contains("store: already running");
        stack.stop(STORE);
        assertThat(stack.running("store")).isFalse();
        assertThat(Ports.free(settings.port(27017))).isTrue();
        assertThat(settings.pid("store")).doesNotExist();
    }

    @Test
    void aSecondSupervisorFindsWhatTheFirstStarted() {
        stack.start(STORE);
        var second = new Stack(settings, progress::add);
        assertThat(second.ready("store")).isTrue();
        assertThat(second.status()).anyMatch(line -> line.startsWith("store") && line.contains("ready"));
        assertThatThrownBy(second::wipe).hasMessageContaining("store is running");
        second.stop(STORE);
        assertThat(stack.running("store")).isFalse();
        second.wipe();
        assertThat(settings.data("store")).doesNotExist();
    }

    @Test
    void aFrozenPartIsRunningAndThawedItGoesOn() throws Exception {
        stack.start(STORE);
        stack.freeze("store");
        await(() -> state("store").startsWith("T"));
        stack.thaw("store");
        stack.awaitHealthy(STORE, Duration.ofSeconds(20));
        assertThat(count()).isEqualTo(1);
    }

    /** As the kernel tells it; a signal takes effect a moment after it was sent. */
    private String state(String part) throws Exception {
        var pid = Files.readString(settings.pid(part)).split(" ")[0];
        var line = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return line.substring(line.lastIndexOf(')') + 2);
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) throws Exception {
        for (int attempt = 0; attempt < 100 && !condition.call(); attempt++) {
            Thread.sleep(50);
        }
        assertThat(condition.call()).isTrue();
    }

    @Test
    void aHeldPortIsNamedWithItsHolder() throws Exception {
        try (var held = new ServerSocket(settings.port(27017), 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> stack.start(STORE))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port " + held.getLocalPort())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aPartThatDiesIsToldWithTheEndOfItsLog() throws Exception {
        Files.createDirectories(settings.data("store").resolve("store.db"));
        Files.writeString(settings.data("store").resolve("store.db/store.db"), "this is no store".repeat(2000));
        assertThatThrownBy(() -> stack.start(STORE))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("store ended while it was starting")
                .hasMessageContaining("the store does not start");
    }

    @Test
    void aProcessThatIsNotOursIsLeftAlone() throws Exception {
        var foreign = new ProcessBuilder("sleep", "60").start();
        try {
            Files.createDirectories(settings.pid("store").getParent());
            Files.writeString(settings.pid("store"), foreign.pid() + " 1 0\n");
            assertThat(stack.running("store")).isFalse();
            stack.kill("store");
            stack.stop(STORE);
            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    void aServiceThatWasNotBuiltIsToldSo() throws IOException {
        var root = Files.createDirectories(settings.local().resolve("never-built"));
        Files.copy(settings.root().resolve("docker-compose.yml"), root.resolve("docker-compose.yml"));
        var elsewhere = new Settings(
                root, settings.local(), settings.dist(), settings.jvm(), settings.portBase(), null, settings.daily());
        assertThatThrownBy(() -> new Stack(elsewhere, progress::add).start(List.of("member-service")))
                .hasMessageContaining("member-service cannot start")
                .hasMessageContaining("mvn -pl member-service");
    }

    /** Or infra/up would start what was built of older sources. */
    @TestFactory
    Stream<DynamicTest> whatIsBuiltAnewWhenASourceChangesIsAllThatTheModuleIsBuiltOf() {
        return Stream.of(
                        "gateway",
                        "member-service",
                        "activity-service",
                        "report-service",
                        "notification-service",
                        "infra/stack",
                        "infra/load")
                .map(module -> DynamicTest.dynamicTest(module, () -> {
                    var process = new ProcessBuilder("bash", "-c", ". infra/stack/bin/common.sh; places_of " + module)
                            .directory(settings.root().toFile())
                            .start();
                    var places = new String(process.getInputStream().readAllBytes())
                            .strip()
                            .split("\\s+");
                    assertThat(process.waitFor()).isZero();
                    assertThat(places)
                            .containsAll(builtOf(settings.root(), module))
                            .allSatisfy(place ->
                                    assertThat(settings.root().resolve(place)).exists());
                }));
    }

    /** The module and the modules of this repository that its POM leans on, as far as they reach. */
    private static Set<String> builtOf(Path root, String module) throws IOException {
        var all = new TreeSet<String>();
        var next = new ArrayDeque<>(List.of(module));
        while (!next.isEmpty()) {
            var one = next.pop();
            if (!all.add(one)) {
                continue;
            }
            var pom = Files.readString(root.resolve(one).resolve("pom.xml"));
            for (var part : pom.split("<dependency>")) {
                var named = ARTIFACT.matcher(part);
                if (part.stripLeading().startsWith("<groupId>cn.zhibu<")
                        && !part.contains("<scope>test<")
                        && named.find()
                        && !named.group(1).endsWith("-test")) {
                    next.add(named.group(1).equals("web") ? "gateway" : "infra/" + named.group(1));
                }
            }
        }
        return all;
    }

    @Test
    void theCompilerIsOneOfTwo() {
        assertThatThrownBy(() -> Settings.of(Map.of("ZHIBU_COMPILER", "c3")))
                .hasMessageContaining("client or full, not c3");
        assertThat(Settings.of(Map.of("ZHIBU_COMPILER", "full")).jvm().compiling())
                .isEmpty();
        assertThat(Settings.of(Map.of()).jvm().compiling()).containsExactly("-XX:TieredStopAtLevel=1");
    }

    @Test
    void dataStayOnThePortsTheyWereMadeFor() {
        settings.keep();
        var same = Map.of(
                "ZHIBU_ROOT",
                settings.root().toString(),
                "ZHIBU_LOCAL",
                settings.local().toString());
        assertThat(Settings.remembering(same).portBase()).isEqualTo(settings.portBase());
        var moved = settings.beside(settings.local(), settings.portBase() + 1);
        assertThatThrownBy(moved::keep).hasMessageContaining("--fresh");
    }

    @Test
    void dataStayInTheStoreTheyLieInWhateverIsInstalledLater() throws Exception {
        stack.start(STORE);
        stack.stop(STORE);
        var mongod = Files.createFile(settings.local().resolve("mongod"));
        assertThat(mongod.toFile().setExecutable(true)).isTrue();
        var installed = new java.util.HashMap<>(Map.of(
                "ZHIBU_ROOT",
                settings.root().toString(),
                "ZHIBU_LOCAL",
                settings.local().toString(),
                "PATH",
                settings.local().toString()));
        assertThat(Settings.of(installed).mongod()).as("for new data").isEqualTo(mongod);
        assertThat(Settings.remembering(installed).mongod()).isNull();
        Files.delete(settings.data("store-kind"));
        assertThat(Settings.remembering(installed).mongod())
                .as("data of before it was noted")
                .isNull();
        installed.put("ZHIBU_MONGOD", mongod.toString());
        var named = Settings.remembering(installed);
        assertThatThrownBy(() -> new Stack(named, progress::add).start(STORE))
                .hasMessageContaining("infra/move-store --to mongod");
        named.moved();
        assertThatThrownBy(() -> stack.start(STORE)).hasMessageContaining("infra/move-store --from mongod");
    }

    @Test
    void wrongSettingsAreRefusedInWords() {
        assertThatThrownBy(() -> Settings.of(Map.of("ZHIBU_PORT_BASE", "many"))).hasMessageContaining("many");
        assertThatThrownBy(() -> Settings.of(Map.of("ZHIBU_PORT_BASE", "60000")))
                .hasMessageContaining("between");
        assertThatThrownBy(() -> Settings.of(Map.of("ZHIBU_MONGOD", "/no/mongod")))
                .hasMessageContaining("/no/mongod");
        assertThatThrownBy(() -> Settings.of(Map.of("ZHIBU_BACKUP_AT", "early")))
                .hasMessageContaining("03:30, or off, not early");
        assertThatThrownBy(() -> Settings.of(Map.of("ZHIBU_BACKUP_KEPT", "0"))).hasMessageContaining("not 0");
        assertThatThrownBy(() -> stack.start(List.of("nonsense"))).hasMessageContaining("no part is called nonsense");
    }

    @Test
    void secretsAreMadeOnceForTheirOwnerAlone() throws Exception {
        var key = stack.secrets().get(Secrets.MASTER_KEY);
        assertThat(java.util.Base64.getDecoder().decode(key)).hasSize(32);
        assertThat(new Secrets(settings).get(Secrets.MASTER_KEY)).isEqualTo(key);
        try (var files = Files.list(settings.secret(Secrets.MASTER_KEY).getParent())) {
            var modes =
                    files.collect(Collectors.toMap(file -> file.getFileName().toString(), StackTests::mode));
            assertThat(modes).hasSize(8);
            assertThat(modes.values()).containsOnly("rw-------");
        }
    }

    @Test
    void withoutThePasswordTheStoreAnswersNothing() {
        answersNothingWithoutThePassword();
    }

    /** Nothing where no mongod is found; infra/test says which stores there were. */
    @TestFactory
    Stream<DynamicTest> withoutThePasswordAMongodAnswersNothing() {
        var found = Settings.of(System.getenv()).mongod();
        return Stream.ofNullable(found)
                .map(program -> DynamicTest.dynamicTest(program.toString(), () -> {
                    stack = new Stack(settings.with(program), progress::add);
                    answersNothingWithoutThePassword();
                    stack.stop(STORE);
                    stack.start(STORE);
                    assertThat(count()).as("started again, its user is known").isEqualTo(3);
                }));
    }

    private void answersNothingWithoutThePassword() {
        stack.start(STORE);
        assertThat(count()).isEqualTo(1);
        var place = "127.0.0.1:" + settings.port(27017);
        for (String command : List.of(
                "{listDatabases: 1}",
                "{find: 'c'}",
                "{insert: 'c', documents: [{_id: 1}]}",
                "{dropDatabase: 1}",
                "{getMore: {$numberLong: '1'}, collection: 'c'}")) {
            var database = command.contains("listDatabases") ? "admin" : "d";
            try (var nobody = MongoClients.create("mongodb://" + place + "/?retryWrites=false")) {
                assertThat(nobody.getDatabase("admin")
                                .runCommand(Document.parse("{hello: 1}"))
                                .get("ok"))
                        .as("the handshake")
                        .isEqualTo(1.0);
                assertThatThrownBy(() -> nobody.getDatabase(database).runCommand(Document.parse(command)))
                        .as(command)
                        .isInstanceOfSatisfying(
                                MongoCommandException.class,
                                refused -> assertThat(refused.getErrorCode()).isEqualTo(13));
            }
        }
        var wrong = stack.storeUri().replace(stack.secrets().get(Secrets.STORE), "guessed");
        try (var somebody = MongoClients.create(wrong + "&serverSelectionTimeoutMS=3000")) {
            assertThatThrownBy(() -> somebody.listDatabaseNames().first()).isInstanceOf(MongoSecurityException.class);
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void thePasswordOfTheStoreIsOnNoCommandLineAndInNoLog() throws Exception {
        stack.start(STORE);
        assertThat(count()).isEqualTo(1);
        var password = stack.secrets().get(Secrets.STORE);
        var pid = stack.pids().get("store");
        assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline")))
                .contains("--password-file")
                .doesNotContain(password);
        assertThat(settings.log("store")).content().doesNotContain(password);
        for (Part part : new Parts(settings, stack.secrets()).all().values()) {
            assertThat(part.command()).as(part.name()).noneMatch(word -> word.contains(password));
        }
        assertThat(new Parts(settings, stack.secrets())
                        .all()
                        .get("report-service")
                        .environment())
                .containsEntry("ZHIBU_MONGODB_URI", stack.storeUri());
    }

    @Test
    void whatThePartsKeepIsTheirOwnersAlone() throws Exception {
        Files.createDirectories(settings.data("store"));
        Files.setPosixFilePermissions(settings.data(), PosixFilePermissions.fromString("rwxr-xr-x"));
        stack.start(STORE);
        assertThat(count()).isEqualTo(1);
        assertThat(mode(settings.data())).as("made before with another mode").isEqualTo("rwx------");
        assertThat(mode(settings.log("store").getParent())).isEqualTo("rwx------");
        try (var files = Files.walk(settings.data("store"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Test
    void theRealmIsCompleteAndHoldsNoCommittedSecret() throws Exception {
        var parts = new Parts(settings, stack.secrets());
        var realm = Document.parse(new KeycloakRealm(settings, stack.secrets(), parts).realm());
        var gateway = realm.getList("clients", Document.class).get(0);
        assertThat(gateway.getString("secret")).isEqualTo(stack.secrets().get(Secrets.GATEWAY));
        assertThat(gateway.getBoolean("directAccessGrantsEnabled")).isFalse();
        assertThat(gateway.getList("redirectUris", String.class))
                .containsExactly(
                        "http://localhost:" + settings.port(8080) + "/login/oauth2/code/*",
                        "http://127.0.0.1:" + settings.port(8080) + "/login/oauth2/code/*");
        assertThat(realm.getString("defaultLocale")).isEqualTo("zh-CN");
        assertThat(realm.getBoolean("organizationsEnabled")).isTrue();
        var committed = Files.readString(settings.root().resolve("infra/keycloak/zhibu-realm.json"));
        for (Document client : Document.parse(committed).getList("clients", Document.class)) {
            if (!client.getBoolean("publicClient")) {
                assertThat(client.getString("secret")).matches("@[A-Z_]+@");
            }
        }
    }
}
