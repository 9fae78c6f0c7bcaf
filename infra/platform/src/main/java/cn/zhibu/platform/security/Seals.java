package cn.zhibu.platform.security;

import static com.mongodb.client.model.Filters.eq;

import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import com.mongodb.client.model.Updates;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Seals and opens personal fields with the key of the tenant at hand. Tenant keys lie beside the tenants, wrapped by the
 * master key; whoever has the database alone can read nothing.
 */
public final class Seals {

    private static final int KEY_BYTES = 32;

    private final TenantDatabases databases;
    private final byte[] master;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Mono<byte[]>> keys = new ConcurrentHashMap<>();

    Seals(TenantDatabases databases, byte[] master) {
        this.databases = databases;
        this.master = master.clone();
    }

    public Mono<Sealed> seal(String text) {
        return key().map(key -> new Sealed(Base64.getEncoder()
                .encodeToString(Aes.seal(key, random, text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
    }

    public Mono<String> open(Sealed sealed) {
        return key().map(key -> new String(
                Aes.open(key, Base64.getDecoder().decode(sealed.cipher())), java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A keyed digest beside a sealed field, for uniqueness and look-up; says nothing without the tenant's key. */
    public Mono<String> digest(String text) {
        return key().map(key -> Aes.hmac(key, text));
    }

    private Mono<byte[]> key() {
        return Tenancy.current()
                .flatMap(tenant -> keys.computeIfAbsent(
                        tenant,
                        named -> load(named)
                                .doOnError(failure -> keys.remove(named))
                                .cache()));
    }

    private Mono<byte[]> load(String tenant) {
        return databases.of(Tenancy.SHARED).flatMap(shared -> {
            var collection = shared.getCollection("tenant_keys");
            return Mono.from(collection.find(eq("_id", tenant)).first())
                    .switchIfEmpty(Mono.defer(() -> Mono.from(collection.updateOne(
                                    eq("_id", tenant),
                                    Updates.setOnInsert("wrapped", fresh()),
                                    new com.mongodb.client.model.UpdateOptions().upsert(true)))
                            .then(Mono.from(collection.find(eq("_id", tenant)).first()))))
                    .map(this::unwrap);
        });
    }

    private String fresh() {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(Aes.seal(master, random, key));
    }

    private byte[] unwrap(@Nullable Document stored) {
        var wrapped = Objects.requireNonNull(stored).getString("wrapped");
        return Arrays.copyOf(Aes.open(master, Base64.getDecoder().decode(wrapped)), KEY_BYTES);
    }
}
