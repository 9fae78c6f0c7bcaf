package cn.zhibu.kit;

import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.tenant.TenantDatabases;
import cn.zhibu.platform.tenant.Tenants;
import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The world around a service under test: bureaus open and grants are given by the events that really bring them. */
public final class World implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KafkaTemplate<String, byte[]> kafka;
    private final Tenants tenants;
    private final TenantDatabases databases;
    private final MongoClient unheard;
    private final JsonMapper json = JsonMapper.builder().build();
    private final AtomicLong sequence = new AtomicLong(1);

    /** @param unheard a client of the same store to which nobody listens: what a test looks at is none of the service's questions */
    World(KafkaTemplate<String, byte[]> kafka, Tenants tenants, TenantDatabases databases, MongoClient unheard) {
        this.kafka = kafka;
        this.tenants = tenants;
        this.databases = databases;
        this.unheard = unheard;
    }

    /** Opens a bureau and waits until the service knows it; answers its id. */
    public String bureau() {
        return bureau(UUID.randomUUID().toString());
    }

    /** The same, under this id. */
    public String bureau(String id) {
        send(id, "member.events", "bureau.opened.v1", id, new Opened(id, "b" + id.substring(0, 8), "nobody"));
        await(() -> Boolean.TRUE.equals(tenants.open(id).block(LIMIT)));
        return id;
    }

    /** Gives an account a role at a unit and waits until the service knows it; answers the grant's id. */
    public String grant(String tenant, String account, String role, String unit, List<String> ancestors) {
        var id = UUID.randomUUID().toString();
        send(tenant, "member.events", "grant.given.v1", id, new Given(id, account, role, unit, ancestors));
        await(() -> exists(tenant, "platform_grants_v1", id));
        return id;
    }

    /** Sends an event as its owner would, with a sequence newer than all before. */
    public void send(String tenant, String topic, String name, String subject, Object body) {
        send(tenant, topic, name, subject, sequence.incrementAndGet() * 1000, body);
    }

    /** Sends an event that an account has caused. */
    public void sendAs(String actor, String tenant, String topic, String name, String subject, Object body) {
        send(
                event(tenant, name, subject, sequence.incrementAndGet() * 1000, body)
                        .withExtension("actor", actor),
                topic);
    }

    public void send(String tenant, String topic, String name, String subject, long sequence, Object body) {
        send(event(tenant, name, subject, sequence, body), topic);
    }

    private CloudEventBuilder event(String tenant, String name, String subject, long sequence, Object body) {
        return CloudEventBuilder.v1()
                .withId(Command.nameOf(tenant, subject, Long.toString(sequence)))
                .withSource(URI.create("urn:zhibu:test"))
                .withType(name)
                .withSubject(subject)
                .withTime(OffsetDateTime.now())
                .withExtension("tenantid", tenant)
                .withExtension("sequence", Long.toString(sequence))
                .withData("application/json", bytes(body));
    }

    private void send(CloudEventBuilder built, String topic) {
        var event = built.build();
        var key = event.getExtension("tenantid") + ":" + event.getSubject();
        try {
            kafka.send(KafkaMessageFactory.createWriter(topic, key).writeBinary(event))
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private byte[] bytes(Object body) {
        return body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : json.writeValueAsBytes(body);
    }

    /** Whether a document is there, read as the tenant. */
    public boolean exists(String tenant, String collection, String id) {
        return document(tenant, collection, id) != null;
    }

    public @Nullable Document document(String tenant, String collection, String id) {
        return collection(tenant, collection)
                .flatMap(there -> Mono.from(there.find(Filters.eq("_id", id)).first()))
                .block(LIMIT);
    }

    /** Stores documents as they are, as the tenant. */
    public void store(String tenant, String collection, List<Document> documents) {
        collection(tenant, collection)
                .flatMap(there -> Mono.from(there.insertMany(documents)))
                .block(LIMIT);
    }

    /** All documents of a collection, read as the tenant. */
    public List<Document> documents(String tenant, String collection) {
        var found = collection(tenant, collection)
                .flatMapMany(there -> there.find())
                .collectList()
                .block(LIMIT);
        return found == null ? List.of() : found;
    }

    /** How often the service has asked the store anything about a tenant so far. */
    public long asked(String tenant) {
        return Asked.COUNT.in(database(tenant));
    }

    /** How often the service has asked for one collection of a tenant so far. */
    public long asked(String tenant, String collection) {
        return Asked.COUNT.in(database(tenant), collection);
    }

    /**
     * Opens so many bureaus, waits until the service has done with them what it does with new ones, and answers how often it
     * asks about any of them in the time that follows.
     */
    public long askedAtRest(int bureaus, Duration time) {
        var all = java.util.stream.Stream.generate(this::bureau).limit(bureaus).toList();
        java.util.function.LongSupplier asked =
                () -> all.stream().mapToLong(this::asked).sum();
        var last = new AtomicLong(-1);
        await(() -> {
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofSeconds(2).toNanos());
            long now = asked.getAsLong();
            return last.getAndSet(now) == now;
        });
        long before = asked.getAsLong();
        java.util.concurrent.locks.LockSupport.parkNanos(time.toNanos());
        return asked.getAsLong() - before;
    }

    private String database(String tenant) {
        return Objects.requireNonNull(databases.of(tenant).block(LIMIT)).getName();
    }

    @Override
    public void close() {
        unheard.close();
    }

    private Mono<MongoCollection<Document>> collection(String tenant, String name) {
        return databases
                .of(tenant)
                .map(known -> unheard.getDatabase(known.getName()).getCollection(name));
    }

    /** Waits for what the stream of events brings about, and fails when it does not in time. */
    public static void await(java.util.function.BooleanSupplier condition) {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come about within " + LIMIT);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    record Opened(String bureau, String code, String administrator) {}

    record Given(String grant, String account, String role, String unit, List<String> ancestors) {}
}
