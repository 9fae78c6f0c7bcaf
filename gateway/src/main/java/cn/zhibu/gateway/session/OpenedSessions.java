package cn.zhibu.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Sessions that were opened a moment ago, so that a page which asks for ten things opens its session once. Each is kept
 * for {@link #KEPT} from when the store was asked, unless it is forgotten before; what is forgotten while it is being
 * read does not come back. Requests that ask at the same moment wait for one reading.
 */
final class OpenedSessions {

    /** The longest that a session which another gateway has ended goes on here. */
    static final Duration KEPT = Duration.ofSeconds(5);

    private static final int MOST_BYTES = 16 << 20;
    private static final int LEAST_BYTES = 2 << 10;

    /** A session as the store had it; it is never changed, requests get a {@link StoredSession} of their own. */
    record Opened(String id, Instant created, Instant accessed, SessionRecord contents, int bytes) {}

    private final Ticker ticker;
    private final Cache<String, Reading> readings;

    OpenedSessions(Ticker ticker) {
        this.ticker = ticker;
        this.readings = Caffeine.newBuilder()
                .maximumWeight(MOST_BYTES)
                .weigher((String id, Reading reading) -> Math.max(LEAST_BYTES, reading.bytes))
                .expireAfter(Expiry.<String, Reading>writing((id, reading) -> reading.left()))
                .ticker(ticker)
                .scheduler(Scheduler.systemScheduler())
                .build();
    }

    /** @param reading asks the store; asked only where nothing is kept */
    Mono<Opened> of(String id, Mono<Opened> reading) {
        return Mono.defer(() -> {
            var known = readings.getIfPresent(id);
            return (known != null ? known : readings.asMap().computeIfAbsent(id, key -> new Reading(key, reading)))
                    .answer;
        });
    }

    void forget(String id) {
        readings.invalidate(id);
    }

    /** How many are kept. */
    long kept() {
        readings.cleanUp();
        return readings.estimatedSize();
    }

    /** One reading from the store and what it brought; one that brought nothing is not kept. */
    private final class Reading {

        private final long asked = ticker.read();
        private final Mono<Opened> answer;
        private volatile int bytes;

        private Reading(String id, Mono<Opened> reading) {
            answer = reading.doOnSuccess(opened -> {
                        if (opened == null) {
                            gone(id);
                        } else {
                            weighed(id, opened.bytes());
                        }
                    })
                    .doOnError(failure -> gone(id))
                    .cache();
        }

        private void gone(String id) {
            readings.asMap().remove(id, this);
        }

        private void weighed(String id, int size) {
            bytes = size;
            readings.asMap().replace(id, this, this);
        }

        private Duration left() {
            var left = KEPT.minusNanos(ticker.read() - asked);
            return left.isNegative() ? Duration.ZERO : left;
        }
    }
}
