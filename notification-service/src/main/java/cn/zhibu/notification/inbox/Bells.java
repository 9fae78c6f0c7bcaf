package cn.zhibu.notification.inbox;

import cn.zhibu.platform.job.Rings;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Rings for whoever is looking at an inbox: here at once, at another replica within three seconds. */
@Component
class Bells {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Sinks.Many<Notice> rung = Sinks.many().multicast().directBestEffort();
    private final Rings rings;

    Bells(Rings rings) {
        this.rings = rings;
    }

    Mono<Void> ring(Notice notice) {
        return Mono.<Void>fromRunnable(() -> rung.emitNext(notice, Sinks.EmitFailureHandler.busyLooping(PATIENCE)))
                .then(rings.ring());
    }

    Flux<Notice> heardBy(String account) {
        return rung.asFlux().filter(notice -> notice.account().equals(account));
    }

    /** Whenever there may be more than was heard here. */
    Flux<Boolean> elsewhere() {
        return rings.heard();
    }
}
