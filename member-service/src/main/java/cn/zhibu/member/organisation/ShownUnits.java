package cn.zhibu.member.organisation;

import cn.zhibu.platform.tenant.Tenancy;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Units as they are named beside other things, remembered for a moment: what is written here is seen at once, what another
 * process writes in 3 s. Nothing is decided by them.
 */
@Component
final class ShownUnits {

    private record Key(String tenant, String unit) {}

    private final Units units;
    private final Cache<Key, Unit> known = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(3))
            .maximumSize(10_000)
            .build();

    ShownUnits(Units units) {
        this.units = units;
    }

    /** Those that there are, by id; what is not remembered is asked for in one question. */
    Mono<Map<String, Unit>> of(Collection<String> ids) {
        return Tenancy.current().flatMap(tenant -> {
            Map<String, Unit> found = new HashMap<>();
            var missing = new HashSet<String>();
            for (var id : ids) {
                var unit = known.getIfPresent(new Key(tenant, id));
                if (unit == null) {
                    missing.add(id);
                } else {
                    found.put(id, unit);
                }
            }
            return missing.isEmpty()
                    ? Mono.just(found)
                    : units.findByIdIn(missing)
                            .doOnNext(unit -> known.put(new Key(tenant, unit.id()), unit))
                            .collectMap(Unit::id, unit -> unit, () -> found);
        });
    }

    Mono<Void> forget(String id) {
        return Tenancy.current()
                .doOnNext(tenant -> known.invalidate(new Key(tenant, id)))
                .then();
    }
}
