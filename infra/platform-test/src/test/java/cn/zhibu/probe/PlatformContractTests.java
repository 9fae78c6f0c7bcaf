package cn.zhibu.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.TestStack;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.tenant.Tenancy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

/** What the platform promises to every feature, tried on a service of a few lines. */
@ServiceTest
class PlatformContractTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    @Autowired
    private Changes changes;

    @Autowired
    private ThingProjection projection;

    @Autowired
    private ReactiveMongoTemplate mongo;

    private Thing made(String tenant, String id) {
        return changes.save(Thing.make(id, "u"))
                .contextWrite(context -> Tenancy.in(context, tenant))
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    private int rowOf(String tenant, String id) {
        var row = world.document(tenant, "thing_rows_v1", id);
        return row == null ? -1 : row.getInteger("count");
    }

    private boolean sent(String tenant, String id) {
        var stored = world.document(tenant, "things", id);
        return stored != null
                && !stored.containsKey("_unsent")
                && stored.getList("_outbox", Document.class).isEmpty();
    }

    @Test
    void whatWasSavedIsToldAndNothingOfItStaysUnsent() {
        var tenant = world.bureau();
        var id = UUID.randomUUID().toString();
        made(tenant, id);
        World.await(() -> rowOf(tenant, id) == 0);
        World.await(() -> sent(tenant, id));
    }

    @Test
    void fiftyAtOnceAreFiftyVersionsWithoutGapAndToldInOrder() {
        var tenant = world.bureau();
        var id = UUID.randomUUID().toString();
        made(tenant, id);
        Flux.range(0, 50)
                .flatMap(
                        one -> changes.on(Thing.class, id)
                                .decide(Thing::increase)
                                .retry(200),
                        50)
                .contextWrite(context -> Tenancy.in(context, tenant))
                .blockLast(Duration.ofSeconds(60));
        World.await(() -> rowOf(tenant, id) == 50);
        var sequences = projection.deliveries.stream()
                .filter(delivery -> delivery.subject().equals(id))
                .map(delivery -> delivery.sequence() / 1000)
                .distinct()
                .toList();
        assertThat(sequences)
                .isEqualTo(IntStream.rangeClosed(0, 50).mapToObj(Long::valueOf).toList());
    }

    @Test
    void aFieldThatBecomesEmptyIsEmptyInTheStore() {
        var tenant = world.bureau();
        var id = UUID.randomUUID().toString();
        made(tenant, id);
        changes.on(Thing.class, id)
                .decide(Thing::increase)
                .contextWrite(context -> Tenancy.in(context, tenant))
                .block(LIMIT);
        assertThat(world.document(tenant, "things", id).containsKey("note")).isFalse();
    }

    @Test
    void whatACrashLeftInAnOutboxIsSentByWhoeverLives() {
        var tenant = world.bureau();
        var id = UUID.randomUUID().toString();
        made(tenant, id);
        World.await(() -> rowOf(tenant, id) == 0);
        World.await(() -> sent(tenant, id));
        // As a crash right after the write leaves it: version 1 with its envelope and the stamp of a writer who is
        // silent.
        var envelope = new Document("id", UUID.randomUUID().toString())
                .append("topic", "probe.events")
                .append("type", "thing.counted.v1")
                .append("tenant", tenant)
                .append("subject", id)
                .append("sequence", 1000L)
                .append("time", new java.util.Date())
                .append("trace", "")
                .append("body", "{\"thing\":\"" + id + "\",\"count\":1}");
        mongo.getMongoDatabase()
                .flatMap(database -> reactor.core.publisher.Mono.from(database.getCollection("things")
                        .updateOne(
                                new Document("_id", id),
                                new Document(
                                                "$set",
                                                new Document("count", 1)
                                                        .append("version", 1L)
                                                        .append("_unsent", new Document("by", tenant).append("at", 1L)))
                                        .append("$push", new Document("_outbox", envelope)))))
                .contextWrite(context -> Tenancy.in(context, tenant))
                .block(LIMIT);
        mongo.getMongoDatabase()
                .flatMap(database -> reactor.core.publisher.Mono.from(database.getCollection("writers")
                        .insertOne(new Document("_id", tenant)
                                .append("places", List.of(tenant + "|things"))
                                .append("looks", 0)
                                .append("until", new java.util.Date(0)))))
                .contextWrite(context -> Tenancy.in(context, Tenancy.SHARED))
                .block(LIMIT);
        World.await(() -> rowOf(tenant, id) == 1);
        World.await(() -> sent(tenant, id));
    }

    @Test
    void anOlderEventNeverOverwritesANewerOne() {
        var tenant = world.bureau();
        var id = UUID.randomUUID().toString();
        world.send(tenant, "probe.events", "thing.counted.v1", id, 5000, Map.of("thing", id, "count", 5));
        World.await(() -> rowOf(tenant, id) == 5);
        world.send(tenant, "probe.events", "thing.counted.v1", id, 3000, Map.of("thing", id, "count", 3));
        world.send(tenant, "probe.events", "thing.counted.v1", id, 5000, Map.of("thing", id, "count", 5));
        world.send(tenant, "probe.events", "thing.counted.v1", id, 6000, Map.of("thing", id, "count", 6));
        World.await(() -> rowOf(tenant, id) == 6);
    }

    @Test
    void whatCannotBeProjectedGoesToTheDeadLettersAndTheRestGoesOn() {
        var tenant = world.bureau();
        var poison = "poison-" + UUID.randomUUID();
        var after = UUID.randomUUID().toString();
        world.send(tenant, "probe.events", "thing.made.v1", poison, Map.of("thing", poison));
        world.send(tenant, "probe.events", "thing.made.v1", after, "{not json");
        world.send(tenant, "probe.events", "thing.made.v1", after, Map.of("thing", after));
        World.await(() -> rowOf(tenant, after) == 0);
        try (var dead = new KafkaConsumer<String, byte[]>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestStack.brokers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                UUID.randomUUID().toString(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class))) {
            dead.subscribe(List.of("probe.thing-projection.v1.dlt"));
            var keys = new java.util.concurrent.CopyOnWriteArrayList<String>();
            World.await(() -> {
                dead.poll(Duration.ofMillis(200)).forEach(message -> keys.add(message.key()));
                return keys.contains(tenant + ":" + poison) && keys.contains(tenant + ":" + after);
            });
        }
    }

    @Test
    void withoutATenantNothingIsReadOrWritten() {
        assertThatThrownBy(() -> changes.save(Thing.make("x", "u")).block(LIMIT))
                .hasMessageContaining("No tenant");
        assertThatThrownBy(() -> mongo.findById("x", Thing.class).block(LIMIT)).hasMessageContaining("No tenant");
    }

    @Test
    void theCallerIsTheTokensAndNeverTheQueryStrings() {
        var tenant = world.bureau();
        world.grant(tenant, "me", "SECRETARY", "u", List.of("u"));
        var client = new Client(http, "/things", Tokens.of(tenant, "me"));
        assertThat(client.get("/me?account=admin&operator=true&token=x")
                        .expect(200)
                        .get("account")
                        .asString())
                .isEqualTo("me");
    }

    @Test
    void aTokenWithoutExactlyOneOrganizationIsRefused() {
        var tenant = world.bureau();
        world.grant(tenant, "me", "SECRETARY", "u", List.of("u"));
        var client = new Client(http, "/things", Tokens.of(tenant, "me"));
        client.get("/me").expect(200);
        var none = Tokens.sign(Tokens.claims("me").claim("account", "me").build());
        var two = Tokens.sign(Tokens.claims("me")
                .claim("account", "me")
                .claim(
                        "organization",
                        Map.of(
                                "a",
                                Map.of("id", tenant),
                                "b",
                                Map.of("id", UUID.randomUUID().toString())))
                .build());
        var expired = Tokens.sign(Tokens.claims("me")
                .claim("account", "me")
                .claim("organization", Map.of("a", Map.of("id", tenant)))
                .expirationTime(new java.util.Date(System.currentTimeMillis() - 120_000))
                .build());
        for (var bad : List.of(none, two, expired, "nonsense")) {
            assertThat(client.as(bad).get("/me").refusal()).isEqualTo("401 NOT_SIGNED_IN");
        }
        var unknown = client.as(Tokens.of(UUID.randomUUID().toString(), "me"));
        assertThat(unknown.get("/me").refusal()).isEqualTo("403 TENANT_NOT_SERVED");
    }

    @Test
    void aRefusedWriteIsToldToTheLedgerAndItsCarrierIsGoneAfterwards() {
        var tenant = world.bureau();
        world.grant(tenant, "aud", "AUDITOR", "u", List.of("u"));
        var auditor = new Client(http, "/things", Tokens.of(tenant, "aud"));
        assertThat(auditor.post("", Map.of()).refusal()).isEqualTo("403 NOT_ALLOWED");
        try (var ledger = new KafkaConsumer<String, byte[]>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestStack.brokers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                UUID.randomUUID().toString(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class))) {
            ledger.subscribe(List.of("audit.entries"));
            var bodies = new java.util.concurrent.CopyOnWriteArrayList<String>();
            World.await(() -> {
                ledger.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (message.key().startsWith(tenant)) {
                        bodies.add(new String(message.value(), java.nio.charset.StandardCharsets.UTF_8));
                    }
                });
                return bodies.stream().anyMatch(body -> body.contains("NOT_ALLOWED") && body.contains("/things"));
            });
        }
        World.await(() -> world.documents(tenant, "audit").isEmpty());
    }
}
