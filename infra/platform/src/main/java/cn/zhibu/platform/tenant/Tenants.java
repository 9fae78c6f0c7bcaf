package cn.zhibu.platform.tenant;

import cn.zhibu.platform.store.Newest;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import org.bson.Document;
import org.springframework.beans.factory.ObjectProvider;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The register of tenants as this service has heard of them; a tenant that is not in it, or suspended, is not served. */
public final class Tenants {

    private final TenantDatabases databases;
    private final ObjectProvider<TenantFollower> followers;
    private final com.github.benmanes.caffeine.cache.Cache<String, Boolean> cache =
            com.github.benmanes.caffeine.cache.Caffeine.newBuilder()
                    .expireAfterWrite(Duration.ofSeconds(3))
                    .maximumSize(10_000)
                    .build();

    Tenants(TenantDatabases databases, ObjectProvider<TenantFollower> followers) {
        this.databases = databases;
        this.followers = followers;
    }

    public Mono<Boolean> open(String tenant) {
        var known = cache.getIfPresent(tenant);
        if (known != null) {
            return Mono.just(known);
        }
        return databases
                .of(Tenancy.SHARED)
                .flatMap(shared -> Mono.from(shared.getCollection("tenants")
                        .find(Filters.eq("_id", tenant))
                        .first()))
                .map(found -> found.getBoolean("open", false))
                .defaultIfEmpty(false)
                .doOnNext(open -> {
                    if (open) {
                        cache.put(tenant, true);
                    }
                });
    }

    /** Notes that a tenant was opened, suspended or resumed; a note older than what is known changes nothing. */
    public Mono<Void> note(String tenant, boolean open, long sequence) {
        return databases
                .of(Tenancy.SHARED)
                .flatMap(shared -> Newest.put(
                        shared.getCollection("tenants"), tenant, sequence, new Document("open", open), new Document()))
                .doFinally(done -> cache.invalidate(tenant))
                .then(open ? opened(tenant) : Mono.empty());
    }

    /** Also after a repeated note: the one before may have died between the register and those who follow. */
    private Mono<Void> opened(String tenant) {
        return Flux.defer(() -> Flux.fromStream(followers.orderedStream()))
                .concatMap(follower -> follower.opened(tenant))
                .then();
    }

    /** Every open tenant. */
    public Flux<String> all() {
        return databases
                .of(Tenancy.SHARED)
                .flatMapMany(shared -> Flux.from(shared.getCollection("tenants")
                        .find(Filters.eq("open", true))
                        .sort(new Document("_id", 1))))
                .map(found -> found.getString("_id"));
    }
}
