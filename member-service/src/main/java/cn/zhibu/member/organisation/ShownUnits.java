package cn.zhibu.member.organisation;

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

    private record Key(String bureau, String unit) {}

    private final Units units;
    private final Cache<Key, Unit> known = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(3))
            .maximumSize(10_000)
            .build();

    ShownUnits(Units units) {
        this.units = units;
    }

    /** Those that there are of a bureau, by id; what is not remembered is asked for in one question. */
    Mono<Map<String, Unit>> of(String bureau, Collection<String> ids) {
        return Mono.defer(() -> {
            Map<String, Unit> found = new HashMap<>();
            var missing = new HashSet<String>();
            for (var id : ids) {
                var unit = known.getIfPresent(new Key(bureau, id));
                if (unit == null) {
                    missing.add(id);
                } else {
                    found.put(id, unit);
                }
            }
            return missing.isEmpty()
                    ? Mono.just(found)
                    : units.findByIdIn(missing)
                            .doOnNext(unit -> known.put(key(unit), unit))
                            .collectMap(Unit::id, unit -> unit, () -> found);
        });
    }

    void forget(Unit unit) {
        known.invalidate(key(unit));
    }

    private static Key key(Unit unit) {
        return new Key(unit.scope().ancestors().get(0), unit.id());
    }
}
