package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.launch.Stack;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/**
 * Seeded SIGKILLs over the activity service, the report service, the broker and the store while gifts are entered with
 * retries under one Idempotency-Key each. Afterwards everything acknowledged is there exactly once, everywhere, and a
 * rebuilt read model is the same as the one that lived through it.
 */
class KillTests {

    private static final List<String> VICTIMS = List.of("activity-service", "report-service", "kafka", "store");
    private static final int KILLS = Integer.getInteger("zhibu.kills", 20);
    private static final int GIFTS = Integer.getInteger("zhibu.gifts", 500);
    private static final long SEED = Long.getLong("zhibu.seed", 20261120L);
    private static final int WRITERS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Stack stack = Product.stack();
    private final Map<String, Integer> intended = new ConcurrentHashMap<>();
    private final Map<String, String> acked = new ConcurrentHashMap<>();
    private final AtomicInteger retries = new AtomicInteger();

    @Test
    void nothingAcknowledgedIsLostAndNothingIsCountedTwice() throws Exception {
        System.out.println("kills: " + KILLS + ", gifts: " + GIFTS + ", seed: " + SEED);
        var bureau = Bureau.open(Product.operator(), "击杀区教育局");
        var branch = bureau.branch("击杀园", "击杀支部", 3);
        var secretary = bureau.appoint("sec", "SECRETARY", branch);
        Product.await(
                "the branch can enter",
                PATIENCE,
                () -> secretary
                                        .get("/api/report/v1/duties?unit=" + branch + "&year=2025")
                                        .status()
                                == 200
                        && enter(secretary, branch, "warm-up-" + UUID.randomUUID(), 1));
        underFire(secretary, branch);
        assertThat(acked).as("every intent was acknowledged in the end").hasSize(intended.size());
        long sum = intended.values().stream().mapToLong(Integer::longValue).sum();
        Product.await("the read model counts every gift once", PATIENCE, () -> total(secretary, branch) == sum);
        try (var store = MongoClients.create(stack.storeUri())) {
            var tenant = bureau.id.replace("-", "");
            inTheStore(store, tenant, sum);
            Product.await("the outboxes are empty", PATIENCE, () -> unsent(store) == 0);
            inTheLog(bureau.id);
            var lived = digest(store, tenant);
            rebuild(store, tenant, secretary, branch, sum);
            assertThat(digest(store, tenant))
                    .as("the rebuilt read model is the same")
                    .isEqualTo(lived);
        }
        inTheReport(secretary, branch, sum);
    }

    private void underFire(Visitor secretary, String branch) throws InterruptedException {
        var random = new Random(SEED);
        var done = new AtomicBoolean();
        var writers = Executors.newFixedThreadPool(WRITERS);
        for (int writer = 0; writer < WRITERS; writer++) {
            int first = writer;
            var mine = new Random(SEED + writer);
            writers.submit(() -> {
                for (int i = first; i < GIFTS; i += WRITERS) {
                    var key = "gift-" + SEED + "-" + i + "-" + UUID.nameUUIDFromBytes(new byte[] {(byte) i});
                    while (!enter(secretary, branch, key, 1 + mine.nextInt(900))) {
                        retries.incrementAndGet();
                        pause(300);
                    }
                    if (!done.get()) {
                        pause(200 + mine.nextInt(1600)); // spread over the kills
                    }
                }
                return null;
            });
        }
        writers.shutdown();
        for (int kill = 0; kill < KILLS; kill++) {
            pause(500 + random.nextInt(2500));
            var victim = VICTIMS.get(random.nextInt(VICTIMS.size()));
            stack.kill(victim);
            pause(random.nextInt(1000));
            stack.launchOne(victim);
            stack.awaitHealthy(List.of(victim), PATIENCE);
        }
        done.set(true);
        assertThat(writers.awaitTermination(5, TimeUnit.MINUTES))
                .as("the writers come to an end")
                .isTrue();
        System.out.println("acknowledged: " + acked.size() + ", retries: " + retries);
    }

    /** One attempt; the amount of a key never changes, or the key would stand for two intents. */
    private boolean enter(Visitor secretary, String branch, String key, int amount) {
        int fixed = intended.computeIfAbsent(key, fresh -> amount);
        try {
            var answer = secretary.call(
                    "POST",
                    "/api/activity/v1/records",
                    Map.of(
                            "unit",
                            branch,
                            "kind",
                            "pairing-assistance",
                            "date",
                            "2025-0" + (1 + fixed % 9) + "-15",
                            "values",
                            Map.of("partner", Map.of("name", "受赠园"), "form", "money", "amount", fixed)),
                    Map.of("Idempotency-Key", key));
            if (answer.status() == 201) {
                var before = acked.put(key, answer.json().get("id").asString());
                assertThat(before).as("acknowledged before").isNull();
                return true;
            }
            if (answer.status() == 400 || answer.status() == 409) {
                throw new AssertionError("refused: " + answer.text());
            }
            return false;
        } catch (java.io.UncheckedIOException lost) {
            return false;
        }
    }

    private static long total(Visitor secretary, String branch) {
        var answer = secretary.get(
                "/api/report/v1/facts?unit=" + branch + "&measure=aid-money&from=2025-01-01&to=2025-12-31");
        if (answer.status() != 200 || answer.json().get("totals").isEmpty()) {
            return -1;
        }
        return answer.json().get("totals").get(0).get("value").asLong();
    }

    private void inTheStore(MongoClient store, String tenant, long sum) {
        long stored = 0;
        var ids = new HashSet<String>();
        for (var record :
                store.getDatabase("activity_" + tenant).getCollection("records").find()) {
            ids.add(record.getString("_id"));
            stored += ((Number) record.get("body", Document.class)
                                            .get("values", Document.class)
                                            .get("amount")
                                    instanceof org.bson.types.Decimal128 money
                            ? money.bigDecimalValue()
                            : ((Number) record.get("body", Document.class)
                                    .get("values", Document.class)
                                    .get("amount")))
                    .longValue();
        }
        assertThat(ids).as("records in the store").isEqualTo(new HashSet<>(acked.values()));
        assertThat(stored).as("sum in the store").isEqualTo(sum);
    }

    private static long unsent(MongoClient store) {
        return List.of("activity", "report", "member", "notification").stream()
                .mapToLong(service -> store.getDatabase(service + "_shared")
                        .getCollection("outbox")
                        .countDocuments())
                .sum();
    }

    /** Per record one event, however often it was sent; and no dead letters. */
    private void inTheLog(String tenant) {
        var events = new HashMap<String, Set<String>>();
        var dead = new AtomicInteger();
        try (var consumer = new KafkaConsumer<String, byte[]>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.kafka(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "test-" + UUID.randomUUID(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class))) {
            consumer.subscribe(java.util.regex.Pattern.compile("activity\\.events|.*\\.dlt"));
            for (int quiet = 0; quiet < 6; quiet++) {
                for (var message : consumer.poll(Duration.ofMillis(500))) {
                    quiet = 0;
                    if (message.topic().endsWith(".dlt")) {
                        dead.incrementAndGet();
                    } else if (message.key().startsWith(tenant)) {
                        events.computeIfAbsent(message.key().substring(tenant.length() + 1), fresh -> new HashSet<>())
                                .add(new String(
                                        message.headers().lastHeader("ce_id").value()));
                    }
                }
            }
        }
        assertThat(dead.get()).as("dead letters").isZero();
        assertThat(events.keySet()).as("records told").isEqualTo(new HashSet<>(acked.values()));
        events.forEach(
                (record, ids) -> assertThat(ids).as("events of " + record).hasSize(1));
    }

    /** Forgets the facts and reads the log again from its beginning. */
    private void rebuild(MongoClient store, String tenant, Visitor secretary, String branch, long sum)
            throws Exception {
        stack.stop(List.of("report-service"));
        var database = store.getDatabase("report_" + tenant);
        for (var collection : List.of("fact_sets_v1", "month_cells_v1")) {
            assertThat(database.listCollectionNames()).contains(collection);
            database.getCollection(collection).deleteMany(new Document());
        }
        try (var admin = AdminClient.create(Map.of("bootstrap.servers", stack.kafka()))) {
            var group = "report.fact-projection.v1";
            var offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            assertThat(offsets).as("the projection has read something").isNotEmpty();
            Product.await("the group is empty", PATIENCE, () -> {
                try {
                    admin.deleteConsumerGroups(List.of(group)).all().get();
                    return true;
                } catch (Exception notYet) {
                    return false;
                }
            });
        }
        stack.launchOne("report-service");
        stack.awaitHealthy(List.of("report-service"), PATIENCE);
        Product.await("the rebuilt read model counts the same", PATIENCE, () -> {
            try {
                return total(secretary, branch) == sum;
            } catch (java.io.UncheckedIOException starting) {
                return false;
            }
        });
    }

    /** Canonical rows of the read model. */
    private static String digest(MongoClient store, String tenant) {
        var rows = new TreeMap<String, String>();
        for (var collection : List.of("fact_sets_v1", "month_cells_v1")) {
            for (var row : store.getDatabase("report_" + tenant)
                    .getCollection(collection)
                    .find()) {
                row.keySet().removeIf(key -> key.startsWith("_") && !key.equals("_id") && !key.equals("_seq"));
                if (collection.equals("month_cells_v1")) {
                    row.keySet().removeAll(List.of("_seq", "version", "sequence")); // cells count their own rewritings
                }
                rows.put(collection + row.get("_id"), row.toJson());
            }
        }
        return String.join("\n", rows.values());
    }

    private static void inTheReport(Visitor secretary, String branch, long sum) throws Exception {
        var report = secretary
                .post("/api/report/v1/reports", Map.of("unit", branch, "template", "debriefing", "year", 2025))
                .expect(201)
                .get("id")
                .asString();
        var word = secretary.get("/api/report/v1/reports/" + report + "/document");
        assertThat(word.status()).isEqualTo(200);
        try (var document =
                        new org.apache.poi.xwpf.usermodel.XWPFDocument(new java.io.ByteArrayInputStream(word.bytes()));
                var extractor = new org.apache.poi.xwpf.extractor.XWPFWordExtractor(document)) {
            assertThat(extractor.getText()).contains(String.format("%,d", sum));
        }
    }

    private static void pause(int millis) {
        java.util.concurrent.locks.LockSupport.parkNanos(
                Duration.ofMillis(millis).toNanos());
    }
}
