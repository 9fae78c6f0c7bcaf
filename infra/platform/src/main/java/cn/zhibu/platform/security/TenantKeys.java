package cn.zhibu.platform.security;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import cn.zhibu.process.Aes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import reactor.core.publisher.Mono;

/**
 * The keys of the tenants. They lie beside the tenants, each wrapped for its tenant and its name by a key that is derived
 * from the master key; whoever has the database alone can read nothing.
 */
final class TenantKeys {

    /** How long another replica may go on sealing with the key before. */
    static final Duration REMEMBERED = Duration.ofSeconds(10);

    private static final int KEY_BYTES = 32;
    private static final String WRAPPING = "zhibu tenant keys";
    private static final String DIGEST = "digest";

    private final TenantDatabases databases;
    private final byte[] wrapping;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Mono<KeyRing>> rings = new ConcurrentHashMap<>();

    TenantKeys(TenantDatabases databases, byte[] master) {
        this.databases = databases;
        this.wrapping = Aes.derive(master, WRAPPING);
    }

    Mono<KeyRing> of(String tenant) {
        return rings.computeIfAbsent(
                tenant, named -> load(named).cache(ring -> REMEMBERED, failure -> Duration.ZERO, () -> Duration.ZERO));
    }

    /** The ring with this key in it: one that was made a moment ago, by another replica perhaps, is looked for anew. */
    Mono<KeyRing> with(String tenant, String key) {
        return of(tenant).flatMap(ring -> {
            if (ring.keys().containsKey(key)) {
                return Mono.just(ring);
            }
            rings.remove(tenant);
            return of(tenant);
        });
    }

    /** The ring of a tenant that has one already; empty for others. */
    Mono<KeyRing> known(String tenant) {
        return stored().flatMap(collection ->
                        Mono.from(collection.find(eq("_id", tenant)).first()))
                .map(known -> opened(tenant, known));
    }

    /** Gives the tenant a new sealing key; the old ones go on opening. */
    Mono<KeyRing> renew(String tenant) {
        return stored().flatMap(collection -> Mono.from(
                                collection.find(eq("_id", tenant)).first())
                        .flatMap(known -> {
                            var id =
                                    "k" + (known.getList("keys", Document.class).size() + 1);
                            var fresh = new Document("$set", new Document("current", id))
                                    .append("$push", new Document("keys", fresh(tenant, id)));
                            return Mono.from(collection.updateOne(
                                    and(eq("_id", tenant), eq("current", known.getString("current"))), fresh));
                        }))
                .flatMap(renewed -> {
                    rings.remove(tenant);
                    return of(tenant);
                });
    }

    private Mono<KeyRing> load(String tenant) {
        return stored().flatMap(collection -> Mono.from(
                        collection.find(eq("_id", tenant)).first())
                .switchIfEmpty(Mono.defer(() -> first(collection, tenant)))
                .map(known -> opened(tenant, known)));
    }

    /** Whoever comes first makes the keys; all read what is there then. */
    private Mono<Document> first(MongoCollection<Document> collection, String tenant) {
        var keys = new Document("current", "k1")
                .append("keys", List.of(fresh(tenant, "k1")))
                .append(DIGEST, fresh(tenant, DIGEST).getString("wrapped"));
        return Mono.from(collection.updateOne(
                        eq("_id", tenant), new Document("$setOnInsert", keys), new UpdateOptions().upsert(true)))
                .then(Mono.from(collection.find(eq("_id", tenant)).first()));
    }

    private Mono<MongoCollection<Document>> stored() {
        return databases.of(Tenancy.SHARED).map(shared -> shared.getCollection("tenant_keys"));
    }

    private Document fresh(String tenant, String id) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        var wrapped = Aes.seal(wrapping, random, key, bound(tenant, id));
        return new Document("id", id).append("wrapped", Base64.getEncoder().encodeToString(wrapped));
    }

    private KeyRing opened(String tenant, Document stored) {
        var keys = new HashMap<String, byte[]>();
        for (var key : stored.getList("keys", Document.class)) {
            keys.put(key.getString("id"), unwrap(tenant, key.getString("id"), key.getString("wrapped")));
        }
        return new KeyRing(stored.getString("current"), keys, unwrap(tenant, DIGEST, stored.getString(DIGEST)));
    }

    private byte[] unwrap(String tenant, String id, String wrapped) {
        return Aes.open(wrapping, Base64.getDecoder().decode(wrapped), bound(tenant, id));
    }

    private static byte[] bound(String tenant, String id) {
        return (tenant + "/" + id).getBytes(StandardCharsets.UTF_8);
    }
}
