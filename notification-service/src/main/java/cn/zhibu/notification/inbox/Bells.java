package cn.zhibu.notification.inbox;

import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Rings for whoever is looking at an inbox through this process; those at another replica find the notice by asking. */
@Component
class Bells {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Sinks.Many<Notice> rung = Sinks.many().multicast().directBestEffort();

    void ring(Notice notice) {
        rung.emitNext(notice, Sinks.EmitFailureHandler.busyLooping(PATIENCE));
    }

    Flux<Notice> heardBy(String account) {
        return rung.asFlux().filter(notice -> notice.account().equals(account));
    }
}
