package cn.zhibu.activity.survey;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells of opinions whose day is over and about which nothing was done; of each day once, whoever dies in between. */
@Component
class OpinionWatch implements Job {

    private final Opinions opinions;
    private final Changes changes;
    private final Clock clock;

    OpinionWatch(Opinions opinions, Changes changes, Clock clock) {
        this.opinions = opinions;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Instant> round() {
        var today = LocalDate.now(clock);
        return opinions.findUntold(today)
                .concatMap(opinion -> changes.on(Opinion.class, opinion.id()).decide(found -> found.tell(today)))
                .then(opinions.findDue(today, PageRequest.of(0, 1)).next())
                .mapNotNull(Opinion::charge)
                .mapNotNull(Opinion.Charge::untold)
                .map(day -> over(day, clock));
    }

    /** The first moment after a day. */
    static Instant over(LocalDate day, Clock clock) {
        return day.plusDays(1).atStartOfDay(clock.getZone()).toInstant();
    }
}
