package cn.zhibu.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** One bucket for each address, person or bureau. */
final class Quota {

    private static final Duration FORGOTTEN = Duration.ofMinutes(10);
    private static final long MOST = 200_000;

    private final LoadingCache<String, Bucket> buckets;
    private final Counter refused;

    Quota(String name, LimitSettings.Rate rate, MeterRegistry meters) {
        buckets = Caffeine.newBuilder()
                .expireAfterAccess(FORGOTTEN)
                .maximumSize(MOST)
                .build(key -> Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                        .build());
        refused = Counter.builder("zhibu.limits.refused")
                .tag("limit", name)
                .description("requests refused because a quota was used up")
                .register(meters);
    }

    /** Takes one request from the quota; answers how long to wait where there is none, and zero where there was. */
    Duration take(String key) {
        var probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return Duration.ZERO;
        }
        refused.increment();
        return Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }
}
