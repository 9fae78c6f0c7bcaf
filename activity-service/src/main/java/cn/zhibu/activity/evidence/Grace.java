package cn.zhibu.activity.evidence;

import cn.zhibu.platform.job.Wakes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The time in which something has to name a file; it ends with a quarter of a day, so that all in it end together. */
@Component
class Grace {

    static final Duration LOOKED_AT_EVERY = Duration.ofHours(6);

    private final EvidenceSettings settings;
    private final Wakes wakes;
    private final Clock clock;

    Grace(EvidenceSettings settings, Wakes wakes, Clock clock) {
        this.settings = settings;
        this.wakes = wakes;
        this.clock = clock;
    }

    /** What was touched before is over its time now. */
    Instant began() {
        return clock.instant().minus(settings.forgotten());
    }

    /** When the time of what was touched at that moment is over. */
    Instant ends(Instant touched) {
        long quarter = LOOKED_AT_EVERY.toMillis();
        return Instant.ofEpochMilli((touched.plus(settings.forgotten()).toEpochMilli() / quarter + 1) * quarter);
    }

    /** Before a file is kept: whatever becomes of it, the sweep comes when its time is over. */
    Mono<Void> begins() {
        return Mono.defer(() -> wakes.wake(EvidenceSweep.class, ends(clock.instant())));
    }
}
