package cn.zhibu.activity.draft;

import cn.zhibu.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes away drafts with which nobody has gone on in their time, and comes again when that of the next one is over. */
@Component
class DraftSweep implements Job {

    static final Duration KEPT = Duration.ofDays(30);
    private static final Duration LOOKED_AT_EVERY = Duration.ofHours(6);

    private final Drafts drafts;
    private final Clock clock;

    DraftSweep(Drafts drafts, Clock clock) {
        this.drafts = drafts;
        this.clock = clock;
    }

    /** When the time of what was changed at that moment is over: with a quarter of a day, so that all in it end together. */
    static Instant ends(Instant changed) {
        long quarter = LOOKED_AT_EVERY.toMillis();
        return Instant.ofEpochMilli((changed.plus(KEPT).toEpochMilli() / quarter + 1) * quarter);
    }

    @Override
    public Duration every() {
        return LOOKED_AT_EVERY;
    }

    @Override
    public Mono<Instant> round() {
        return before(clock.instant().minus(KEPT));
    }

    /** Answers when the time of the next one will be over. */
    Mono<Instant> before(Instant moment) {
        return drafts.removeUntouched(moment).then(drafts.oldest()).map(DraftSweep::ends);
    }
}
