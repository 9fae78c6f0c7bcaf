package cn.zhibu.platform.change;

import cn.zhibu.platform.tenant.Tenancy;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * What this process last knew of each bureau, for a few seconds: good enough to try with where the store says if it is
 * wrong. No longer, so that a bureau that was put back from a backup is not taken for the one it was.
 */
public final class Remembered<T> {

    private static final int BUREAUS = 10_000;
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final Cache<String, T> last =
            Caffeine.newBuilder().maximumSize(BUREAUS).expireAfterWrite(KEPT).build();

    /** Of the bureau at hand; empty where nothing is known. */
    public Mono<T> get() {
        return Tenancy.current().mapNotNull(last::getIfPresent);
    }

    public Mono<T> put(T known) {
        return Tenancy.current().map(tenant -> {
            last.put(tenant, known);
            return known;
        });
    }
}
