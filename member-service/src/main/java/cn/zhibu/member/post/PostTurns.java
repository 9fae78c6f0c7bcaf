package cn.zhibu.member.post;

import cn.zhibu.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks at a branch on the day on which its posts change by what was known before: a seat ends, somebody leaves. */
@Component
class PostTurns implements Job {

    private static final int AT_ONCE = 200;

    private final PostSheets sheets;
    private final PostKeeper keeper;
    private final Clock clock;
    private final Duration every;

    PostTurns(PostSheets sheets, PostKeeper keeper, Clock clock, @Value("${zhibu.posts.every:1m}") Duration every) {
        this.sheets = sheets;
        this.keeper = keeper;
        this.clock = clock;
        this.every = every;
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public Mono<Instant> round() {
        var today = LocalDate.now(clock);
        return sheets.findTurned(today, PageRequest.of(0, AT_ONCE))
                .concatMap(sheet -> keeper.settle(sheet.scope().unit()).thenReturn(true))
                .count()
                .flatMap(settled -> settled == AT_ONCE ? Mono.just(clock.instant()) : next(today));
    }

    private Mono<Instant> next(LocalDate today) {
        return sheets.findTurning(today, PageRequest.of(0, 1))
                .next()
                .mapNotNull(BranchPosts::next)
                .map(day -> day.atStartOfDay(clock.getZone()).toInstant());
    }
}
