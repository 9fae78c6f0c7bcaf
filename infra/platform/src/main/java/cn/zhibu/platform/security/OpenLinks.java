package cn.zhibu.platform.security;

import static com.mongodb.client.model.Filters.eq;

import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import cn.zhibu.platform.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import reactor.core.publisher.Mono;

/**
 * Links that are followed without signing in. A list beside the tenants leads from the hash of a random token to a tenant
 * and what is meant there; the token itself is kept nowhere.
 */
public final class OpenLinks {

    static final String COLLECTION = "open_links";
    private static final int BYTES = 16;
    private static final int CODE = 20;

    /** Crockford's letters: none that is taken for another. */
    private static final String READABLE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final TenantDatabases databases;
    private final Tenants tenants;
    private final SecureRandom random = new SecureRandom();

    OpenLinks(TenantDatabases databases, Tenants tenants) {
        this.databases = databases;
        this.tenants = tenants;
    }

    /** A link as it is made: the token for whoever follows it, and the hash for who made it. */
    public record Issued(String token, String hash) {}

    /** A new link into the tenant at hand. */
    public Mono<Issued> issue(String kind, String target) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var issued = new Issued(token, hash(token));
        return Tenancy.current()
                .flatMap(tenant -> databases
                        .of(Tenancy.SHARED)
                        .flatMap(shared -> Mono.from(shared.getCollection(COLLECTION)
                                .insertOne(new Document("_id", issued.hash())
                                        .append("tenant", tenant)
                                        .append("kind", kind)
                                        .append("target", target)))))
                .thenReturn(issued);
    }

    /** New links of one kind to one target, to be read aloud too; answered in another order than they are kept in. */
    public Mono<List<String>> issue(String kind, String target, int count) {
        var codes = Stream.generate(this::code).distinct().limit(count).toList();
        return Tenancy.current()
                .flatMap(tenant -> databases
                        .of(Tenancy.SHARED)
                        .flatMap(shared -> Mono.from(shared.getCollection(COLLECTION)
                                .insertMany(codes.stream()
                                        .map(OpenLinks::hash)
                                        .sorted()
                                        .map(hash -> new Document("_id", hash)
                                                .append("tenant", tenant)
                                                .append("kind", kind)
                                                .append("target", target))
                                        .toList()))))
                .thenReturn(codes);
    }

    /** 100 bits. */
    private String code() {
        return random.ints(CODE, 0, READABLE.length())
                .mapToObj(place -> READABLE.substring(place, place + 1))
                .collect(Collectors.joining());
    }

    /** Does something with the target and the hash of a link, in its tenant; nothing where it leads nowhere. */
    public <T> Mono<T> follow(String kind, String token, BiFunction<String, String, Mono<T>> work) {
        var hash = hash(token);
        return databases
                .of(Tenancy.SHARED)
                .flatMap(shared -> Mono.from(
                        shared.getCollection(COLLECTION).find(eq("_id", hash)).first()))
                .filter(found -> kind.equals(found.getString("kind")))
                .filterWhen(found -> tenants.open(found.getString("tenant")))
                .flatMap(found -> work.apply(found.getString("target"), hash)
                        .contextWrite(context -> Tenancy.in(context, found.getString("tenant"))));
    }

    private static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
