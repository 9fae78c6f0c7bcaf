package cn.zhibu.notification.inbox;

import static cn.zhibu.notification.inbox.NoticeProblem.NOTICE_NOT_FOUND;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads and marks the caller's own notices. */
@Service
class NoticeService {

    private static final Duration ASKED_EVERY = Duration.ofSeconds(3);

    private final Notices notices;
    private final Changes changes;
    private final Bells bells;
    private final Clock clock;

    NoticeService(Notices notices, Changes changes, Bells bells, Clock clock) {
        this.notices = notices;
        this.changes = changes;
        this.bells = bells;
        this.clock = clock;
    }

    Mono<Page<Notice>> list(boolean unread, PageQuery query, Caller caller) {
        var page =
                PageRequest.of(query.page() - 1, query.size(), Sort.by(Sort.Order.desc("at"), Sort.Order.desc("id")));
        var account = caller.account();
        var items = unread ? notices.findUnread(account, page) : notices.findByAccount(account, page);
        var count = unread ? notices.countUnread(account) : notices.countByAccount(account);
        return items.collectList().zipWith(count).map(both -> Page.of(both.getT1(), both.getT2(), query));
    }

    Mono<Notice> read(String id, Caller caller) {
        return changes.on(Notice.class, id)
                .visible(notice -> notice.account().equals(caller.account()), () -> NOTICE_NOT_FOUND.of(id))
                .decide(notice -> notice.read(clock.instant()));
    }

    /** Notices as they come, from the given moment on; each once. */
    Flux<Notice> stream(Instant since, Caller caller) {
        var last = new AtomicReference<>(since);
        var asked = Flux.interval(Duration.ZERO, ASKED_EVERY)
                .onBackpressureDrop()
                .concatMap(
                        tick -> notices.findByAccountAndAtGreaterThanOrderByAt(
                                caller.account(), Objects.requireNonNull(last.get())),
                        1);
        return Flux.merge(bells.heardBy(caller.account()), asked)
                .distinct(Notice::id)
                .doOnNext(notice -> last.accumulateAndGet(notice.at(), (a, b) -> a.isAfter(b) ? a : b));
    }
}
