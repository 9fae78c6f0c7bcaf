package cn.zhibu.notification.inbox;

import cn.zhibu.platform.job.Bell;
import cn.zhibu.platform.job.Rings;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rings for whoever is looking at an inbox: here at once, at another replica within three seconds. */
@Component
class Bells {

    private final Bell<Notice> rung = new Bell<>();
    private final Rings rings;

    Bells(Rings rings) {
        this.rings = rings;
    }

    Mono<Void> ring(Notice notice) {
        return Mono.<Void>fromRunnable(() -> rung.ring(notice)).then(rings.ring());
    }

    Flux<Notice> heardBy(String account) {
        return rung.heard().filter(notice -> notice.account().equals(account));
    }

    /** Whenever there may be more than was heard here. */
    Flux<Boolean> elsewhere() {
        return rings.heard();
    }
}
