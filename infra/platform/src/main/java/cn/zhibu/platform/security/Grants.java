package cn.zhibu.platform.security;

import cn.zhibu.platform.tenant.Tenancy;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Mono;

/** The grants of an account, remembered for a moment: a revoked one stops working at its event, at the latest in 3 s. */
final class Grants {

    private record Key(String tenant, String account) {}

    private final ReactiveMongoTemplate mongo;
    private final Cache<Key, List<Grant>> cache = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(3))
            .maximumSize(50_000)
            .build();

    Grants(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    Mono<List<Grant>> of(String account) {
        return Tenancy.current().flatMap(tenant -> {
            var key = new Key(tenant, account);
            var known = cache.getIfPresent(key);
            return known == null ? read(account).doOnNext(grants -> cache.put(key, grants)) : Mono.just(known);
        });
    }

    Mono<Void> forget(String account) {
        return Tenancy.current()
                .doOnNext(tenant -> cache.invalidate(new Key(tenant, account)))
                .then();
    }

    private Mono<List<Grant>> read(String account) {
        return mongo.find(
                        Query.query(Criteria.where("account")
                                .is(account)
                                .and("revoked")
                                .is(false)),
                        Grant.class)
                .collectList();
    }
}
