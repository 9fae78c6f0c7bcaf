package cn.zhibu.notification.inbox;

import static cn.zhibu.notification.inbox.NoticeProblem.NOTICE_NOT_FOUND;

import cn.zhibu.notification.inbox.Notice.Debt;
import cn.zhibu.notification.inbox.Notice.Matter;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts notices into inboxes, and reads and marks the caller's own. */
@Service
public class NoticeService {

    private static final Duration ASKED_ANYWAY = Duration.ofMinutes(1);

    /** What another replica's clock may be behind this one's. */
    private static final Duration APART = Duration.ofSeconds(30);

    private static final Comparator<Notice> OLDEST =
            Comparator.comparing(Notice::at).thenComparing(Notice::id);
    private static final Sort NEWEST = Sort.by(Sort.Order.desc("at"), Sort.Order.desc("id"));

    private final Notices notices;
    private final Changes changes;
    private final Bells bells;
    private final Clock clock;
    private final Listing<Notice> list;

    NoticeService(Notices notices, Changes changes, Bells bells, Clock clock, ReactiveMongoTemplate mongo) {
        this.notices = notices;
        this.changes = changes;
        this.bells = bells;
        this.clock = clock;
        this.list = new Listing<>(mongo, Notice.class, NEWEST);
    }

    /** Answers the notice's id: the same, however often it is put. */
    public Mono<Put> put(Occasion occasion, String account, boolean shown) {
        var debts = occasion.duties().stream().map(duty -> new Debt(duty, null)).toList();
        var notice = new Notice(
                Command.nameOf(occasion.id(), account),
                account,
                occasion.what(),
                occasion.subject(),
                occasion.scope().unit(),
                occasion.year(),
                clock.instant(),
                null,
                new Matter(debts, occasion.date(), null, !shown, occasion.id()),
                null);
        return changes.begin(Change.of(notice))
                .flatMap(stored -> stored.matter() == null || !stored.matter().hidden()
                        ? bells.ring(stored).thenReturn(stored)
                        : Mono.just(stored))
                .map(stored -> new Put(stored.id(), stored.at().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** Notes in everybody's notices that these duties of a branch are settled. */
    public Mono<Void> settleDuties(String unit, Collection<String> duties) {
        return settleDuties(unit, duties, List.of(What.DUTIES_DUE_SOON, What.DUTIES_OVERDUE));
    }

    /** Notes where these duties were told to be due soon that this is over. */
    public Mono<Void> settleDueSoon(String unit, Collection<String> duties) {
        return settleDuties(unit, duties, List.of(What.DUTIES_DUE_SOON));
    }

    private Mono<Void> settleDuties(String unit, Collection<String> duties, Collection<What> what) {
        return notices.findOpen(unit, what)
                .concatMap(notice ->
                        changes.on(Notice.class, notice.id()).decide(found -> found.settle(duties, clock.instant())))
                .then();
    }

    /** Notes in everybody's notices of these kinds that there is nothing left to do about the subject. */
    public Mono<Void> settle(String subject, Collection<What> what) {
        return notices.findOpen(subject, what)
                .concatMap(
                        notice -> changes.on(Notice.class, notice.id()).decide(found -> found.settle(clock.instant())))
                .then();
    }

    /** Notes that nothing is left to do about notices of a kind, of one unit or of all, that are over. */
    public Mono<Void> settle(What what, @Nullable String unit, Predicate<NoticeLine> over) {
        var open = unit == null ? notices.findOpen(what) : notices.findOpenAt(List.of(what), List.of(unit));
        return open.filter(notice -> over.test(line(notice)))
                .concatMap(
                        notice -> changes.on(Notice.class, notice.id()).decide(found -> found.settle(clock.instant())))
                .then();
    }

    /** What was told about the same day and thing asks for something again. */
    public Mono<Void> revive(Occasion occasion) {
        return Mono.justOrEmpty(occasion.date())
                .flatMapMany(date -> notices.findSettled(occasion.subject(), occasion.what(), date, clock.instant()))
                .concatMap(notice -> changes.on(Notice.class, notice.id()).decide(Notice::revive))
                .then();
    }

    /** What is still open of these kinds at these units, whoever was told; oldest first. */
    public Flux<NoticeLine> open(Collection<What> what, Collection<String> units) {
        return units.isEmpty()
                ? Flux.empty()
                : notices.findOpenAt(what, units).sort(OLDEST).map(NoticeService::line);
    }

    public Flux<NoticeLine> lines(Collection<String> ids) {
        return notices.findByIdIn(ids).sort(OLDEST).map(NoticeService::line);
    }

    private static NoticeLine line(Notice notice) {
        return new NoticeLine(
                notice.id(),
                notice.account(),
                notice.what(),
                notice.subject(),
                notice.unit(),
                notice.year(),
                notice.debts().stream()
                        .filter(debt -> debt.settledAt() == null)
                        .map(Debt::duty)
                        .toList(),
                notice.matter() == null ? null : notice.matter().date(),
                notice.settledAt() != null,
                notice.matter() == null ? null : notice.matter().occasion());
    }

    Mono<Page<Notice>> list(boolean unread, PageQuery query, Caller caller) {
        var wanted = Criteria.where("account")
                .is(caller.account())
                .and("matter.hidden")
                .ne(true);
        return list.page(unread ? wanted.and("readAt").isNull() : wanted, query);
    }

    Mono<Notice> read(String id, Caller caller) {
        return changes.on(Notice.class, id)
                .visible(notice -> notice.account().equals(caller.account()), () -> NOTICE_NOT_FOUND.of(id))
                .decide(notice -> notice.read(clock.instant()));
    }

    /** Notices as they come, from the given moment on; each once. */
    Flux<Notice> stream(Instant since, Caller caller) {
        var last = new AtomicReference<>(since);
        var asked = Flux.merge(Mono.just(true), bells.elsewhere(), Flux.interval(ASKED_ANYWAY))
                .onBackpressureLatest()
                .concatMap(
                        tick -> notices.findShownAfter(
                                caller.account(), before(Objects.requireNonNull(last.get()), since)),
                        1);
        return Flux.merge(bells.heardBy(caller.account()), asked)
                .distinct(Notice::id)
                .doOnNext(notice -> last.accumulateAndGet(notice.at(), (a, b) -> a.isAfter(b) ? a : b));
    }

    private static Instant before(Instant last, Instant since) {
        var early = last.minus(APART);
        return early.isAfter(since) ? early : since;
    }
}
