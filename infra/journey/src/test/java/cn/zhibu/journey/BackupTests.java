package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.launch.Secrets;
import cn.zhibu.stack.launch.Stack;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The drill: infra/backup and infra/restore as one types them, on the product of this lane, which is lost in between. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupTests {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration REST = Duration.ofSeconds(8);
    private static final String RECORDS = "/api/activity/v1/records?state=all&unit=";

    private static Stack stack;
    private static Path folder;

    /** A bureau with one branch, a member whose file is sealed, a record with a picture. */
    private static final class World {
        final Bureau bureau;
        final String branch;
        final String picture;
        final String member;
        final Visitor secretary;

        World(Visitor operator, String name) {
            bureau = Bureau.open(operator, name);
            branch = bureau.branch(name + "园", name + "支部", 2);
            secretary = bureau.appoint("sec", "SECRETARY", branch);
            bureau.appoint("aud", "AUDITOR", bureau.id);
            member = bureau.administrator
                    .post(
                            "/api/member/v1/members",
                            Map.of(
                                    "unit",
                                    branch,
                                    "name",
                                    "周明远",
                                    "status",
                                    "FULL",
                                    "from",
                                    "2012-07-01",
                                    "phone",
                                    "13800000000"))
                    .expect(201)
                    .get("member")
                    .get("id")
                    .asString();
            var sent = new ArrayList<String>();
            Product.await("the branch may bring files", SOON, () -> {
                var answer = secretary.send("/api/activity/v1/evidence?unit=" + branch, "照片.jpg", TwinWorld.picture());
                if (answer.status() == 201) {
                    sent.add(answer.json().get("id").asString());
                }
                return answer.status() == 201;
            });
            picture = sent.get(0);
            give(secretary, branch, 3000, List.of(picture));
            Product.await("the gift is counted", SOON, () -> total(secretary, branch) == 3000);
        }

        /** What this bureau's people see. */
        Map<String, String> seen(Visitor secretary, Visitor auditor) {
            var seen = new TreeMap<String, String>();
            for (var path : List.of(
                    RECORDS + branch,
                    "/api/member/v1/members?unit=" + branch,
                    "/api/member/v1/members/" + member,
                    "/api/activity/v1/evidence?ids=" + picture,
                    "/api/report/v1/facts?unit=" + branch + "&measure=aid-money&from=2025-01-01&to=2025-12-31")) {
                seen.put(path, secretary.get(path).expect(200).toString());
            }
            var content = secretary.get("/api/activity/v1/evidence/" + picture + "/content");
            seen.put("picture", content.status() + " " + java.util.Arrays.hashCode(content.bytes()));
            var ledger = auditor.get("/api/report/v1/ledger/verification").expect(200);
            assertThat(ledger.get("intact").asBoolean())
                    .as("the ledger is intact")
                    .isTrue();
            return seen;
        }

        Map<String, String> seen() {
            return seen(secretary, bureau.person("aud"));
        }
    }

    @BeforeAll
    static void start() throws IOException {
        stack = Product.own();
        folder = Files.createTempDirectory("backups");
    }

    @AfterAll
    static void leaveWhole() {
        Product.leaveWhole();
    }

    @Test
    @Order(1)
    void everythingComesBackAsItWas() throws Exception {
        var world = new World(Product.operator(stack), "全备区教育局");
        var before = world.seen();
        var file = folder.resolve("all.tar.gz");
        assertThat(run("backup", file.toString())).as("the backup").contains("backup: ");
        assertThat(world.seen()).as("after the backup, signed in as before").isEqualTo(before);
        give(world.secretary, world.branch, 777, List.of());

        stack.stop(stack.names());
        assertThat(refused("restore", file.toString())).contains("--replace");
        var damaged = folder.resolve("damaged.tar.gz");
        for (var part : List.of("", ".keys", ".sha256")) {
            Files.copy(Path.of(file + part), Path.of(damaged + part));
        }
        Files.writeString(
                Path.of(damaged + ".sha256"),
                Files.readString(Path.of(file + ".sha256")).replace("all.tar", "damaged.tar"));
        spoil(damaged);
        assertThat(refused("restore", "--replace", damaged.toString())).contains("damaged");

        stack.wipe();
        delete(stack.settings().local().resolve("secrets"));
        assertThat(run("restore", file.toString())).contains("restored from");
        stack.start(stack.names());
        assertThat(world.seen()).as("after the restore").isEqualTo(before);
        assertThat(world.secretary.get(RECORDS + world.branch).text())
                .as("what came after the backup")
                .doesNotContain("777");
        new Visitor(stack.publicUrl()).signIn(world.bureau.code + ".sec", Bureau.PASSWORD, null);
        give(world.secretary, world.branch, 50, List.of());
        Product.await("events flow again", SOON, () -> total(world.secretary, world.branch) == 3050);
    }

    @Test
    @Order(2)
    void oneBureauComesBackInAnotherInstallationAndTheOthersStayAsTheyAre() throws Exception {
        var operator = Product.operator(stack);
        var world = new World(operator, "单备区教育局");
        var before = world.seen();
        var events = events(world.bureau.id);
        var file = folder.resolve("one.zip");
        assertThat(refused("backup", "--bureau", world.bureau.code, file.toString()))
                .contains("suspend it first");
        operator.post("/api/member/v1/bureaus/" + world.bureau.id + "/suspension", Map.of("reason", "迁移"))
                .expectDone();
        assertThat(run("backup", "--bureau", world.bureau.code, file.toString()))
                .contains("taken: ");
        var oldKey = Files.copy(stack.secrets().file(Secrets.MASTER_KEY), folder.resolve("old-master-key"));

        stack.stop(stack.names());
        stack.wipe();
        delete(stack.settings().local().resolve("secrets"));
        stack = Product.anew();
        var newOperator = Product.operator(stack);
        var other = new World(newOperator, "旁局教育局");
        // What is due is looked for every ten minutes, and soon after a start: for this bureau now, not during the
        // restore.
        stack.stop(List.of("report-service"));
        stack.start(List.of("report-service"));
        var otherBefore = settled(other.bureau.id);

        assertThat(refused("restore", "--bureau", file.toString())).contains("another master key");
        var cut = Files.write(folder.resolve("cut.zip"), java.util.Arrays.copyOf(Files.readAllBytes(file), 5000));
        assertThat(refused("restore", "--bureau", cut.toString())).contains("cannot be read");
        assertThat(run("restore", "--bureau", file.toString(), oldKey.toString()))
                .contains("is back as it was");
        assertThat(refused("restore", "--bureau", file.toString(), oldKey.toString()))
                .contains("is there already");
        assertThat(digest(other.bureau.id)).as("the other bureau's documents").isEqualTo(otherBefore);
        assertThat(events(world.bureau.id)).as("events on the topics").containsAll(events);

        newOperator
                .post("/api/member/v1/bureaus/" + world.bureau.id + "/resumption", Map.of())
                .expectDone();
        var administrator = handed(
                newOperator.post("/api/member/v1/bureaus/" + world.bureau.id + "/administrator-password", Map.of()));
        Product.await(
                "the bureau is served",
                SOON,
                () -> administrator.get("/api/member/v1/units").status() == 200);
        var secretary = again(administrator, world.bureau, "sec");
        var auditor = again(administrator, world.bureau, "aud");
        assertThat(world.seen(secretary, auditor)).isEqualTo(before);
        give(secretary, world.branch, 44, List.of());
        Product.await("its events are counted", SOON, () -> total(secretary, world.branch) == 3044);
        assertThat(world.seen(secretary, auditor)).isNotEqualTo(before);
        assertThat(other.seen()).as("the other bureau works on").isNotEmpty();
    }

    private static Visitor handed(Visitor.Answer answer) {
        var credentials = answer.expect(200);
        return new Visitor(stack.publicUrl())
                .signIn(
                        credentials.get("username").asString(),
                        credentials.get("password").asString(),
                        Bureau.PASSWORD);
    }

    private static Visitor again(Visitor administrator, Bureau bureau, String username) {
        return handed(administrator.post(
                "/api/member/v1/accounts/" + bureau.account(username) + "/one-time-password", Map.of()));
    }

    private static void give(Visitor secretary, String branch, int amount, List<String> evidence) {
        Product.await(
                "a gift is entered",
                SOON,
                () -> secretary
                                .post(
                                        "/api/activity/v1/records",
                                        Map.of(
                                                "unit",
                                                branch,
                                                "kind",
                                                "pairing-assistance",
                                                "date",
                                                "2025-05-20",
                                                "evidence",
                                                evidence,
                                                "values",
                                                Map.of(
                                                        "partner",
                                                        Map.of("name", "受赠园"),
                                                        "form",
                                                        "money",
                                                        "amount",
                                                        amount)))
                                .status()
                        == 201);
    }

    private static long total(Visitor secretary, String branch) {
        var answer = secretary.get(
                "/api/report/v1/facts?unit=" + branch + "&measure=aid-money&from=2025-01-01&to=2025-12-31");
        return answer.status() != 200 || answer.json().get("totals").isEmpty()
                ? -1
                : answer.json().get("totals").get(0).get("value").asLong();
    }

    /** Everything a bureau has in the store, once nothing follows any more: sign-ins are told some seconds later. */
    private static Map<String, List<String>> settled(String bureau) {
        var last = new AtomicReference<>(digest(bureau));
        var since = new AtomicLong(System.nanoTime());
        Product.await("the bureau is at rest", SOON.multipliedBy(3), () -> {
            var now = digest(bureau);
            if (!now.equals(last.getAndSet(now))) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > REST.toNanos();
        });
        return last.get();
    }

    /** Everything a bureau has in the store. */
    private static Map<String, List<String>> digest(String bureau) {
        var all = new TreeMap<String, List<String>>();
        try (var client = MongoClients.create(stack.storeUri())) {
            for (String service : List.of("member", "activity", "report", "notification")) {
                var database = client.getDatabase(service + "_" + bureau.replace("-", ""));
                for (String collection : database.listCollectionNames()) {
                    var rows = new ArrayList<String>();
                    database.getCollection(collection)
                            .find()
                            .sort(new Document("_id", 1))
                            .forEach(row -> rows.add(row.toJson()));
                    all.put(service + "." + collection, rows);
                }
            }
        }
        return all;
    }

    private static List<String> events(String bureau) {
        var ids = new ArrayList<String>();
        try (var consumer = new org.apache.kafka.clients.consumer.KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        stack.kafka(),
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new org.apache.kafka.common.serialization.StringDeserializer(),
                new org.apache.kafka.common.serialization.ByteArrayDeserializer())) {
            consumer.subscribe(java.util.regex.Pattern.compile(".*\\.events"));
            for (int quiet = 0; quiet < 6; quiet++) {
                for (var message : consumer.poll(Duration.ofMillis(500))) {
                    quiet = 0;
                    if (message.key().startsWith(bureau)) {
                        ids.add(new String(message.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        // One whose acknowledgement came late on a busy machine is told again, and counted once by its id.
        ids = new ArrayList<>(new java.util.LinkedHashSet<>(ids));
        assertThat(ids).as("events of the bureau").isNotEmpty();
        return ids;
    }

    private static void spoil(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static void delete(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private record Ended(int status, String text) {}

    private static String run(String... command) throws Exception {
        var ended = ended(command);
        assertThat(ended.status()).as(ended.text()).isZero();
        return ended.text();
    }

    private static String refused(String... command) throws Exception {
        var ended = ended(command);
        assertThat(ended.status()).as(ended.text()).isNotZero();
        return ended.text();
    }

    private static Ended ended(String... command) throws Exception {
        var words = new ArrayList<>(List.of(command));
        words.set(
                0, stack.settings().root().resolve("infra").resolve(command[0]).toString());
        var output = folder.resolve("output-" + UUID.randomUUID());
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("ZHIBU_LOCAL", stack.settings().local().toString());
        builder.environment()
                .put("ZHIBU_PORT_BASE", Integer.toString(stack.settings().portBase()));
        int status = builder.start().waitFor();
        return new Ended(status, Files.readString(output));
    }
}
