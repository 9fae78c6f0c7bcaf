package cn.zhibu.notification.delivery;

import cn.zhibu.notification.delivery.Delivery.Fault;
import cn.zhibu.notification.delivery.Delivery.Setback;
import cn.zhibu.notification.delivery.Delivery.State;
import cn.zhibu.notification.delivery.MailServer.Message;
import cn.zhibu.notification.inbox.NoticeService;
import cn.zhibu.notification.settings.SettingsService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Failpoints;
import cn.zhibu.platform.job.Job;
import cn.zhibu.platform.job.Tallies;
import cn.zhibu.platform.security.Seals;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries what is due: claims a delivery, hands it to the mail server, notes what came of it. Between the server's word and
 * our note the process may die; then the message is sent once more when the claim ends, under the same Message-ID.
 */
@Component
class Postman implements Job {

    private static final int BAG = 50;
    private static final int SIDE_BY_SIDE = 4;
    private static final String WAITING = "zhibu.deliveries.waiting";
    private static final String FAILED = "zhibu.deliveries.failed";

    private final Deliveries deliveries;
    private final Addresses addresses;
    private final NoticeService notices;
    private final SettingsService settings;
    private final Desk desk;
    private final Changes changes;
    private final Clock clock;

    /** What a letter is made and sent with. */
    @Component
    record Desk(
            Letters letters,
            MailServer server,
            Seals seals,
            Pace pace,
            Reach reach,
            Tallies tallies,
            MeterRegistry meters) {}

    Postman(
            Deliveries deliveries,
            Addresses addresses,
            NoticeService notices,
            SettingsService settings,
            Desk desk,
            Changes changes,
            Clock clock) {
        this.deliveries = deliveries;
        this.addresses = addresses;
        this.notices = notices;
        this.settings = settings;
        this.desk = desk;
        this.changes = changes;
        this.clock = clock;
        desk.tallies().meter(WAITING);
        desk.tallies().meter(FAILED);
    }

    @Override
    public Duration every() {
        return desk.pace().every();
    }

    @Override
    public Duration after() {
        return every();
    }

    @Override
    public Mono<Instant> round() {
        return desk.server().on() ? carried().then(counted()).then(next()) : Mono.empty();
    }

    @Override
    public Mono<Void> finished() {
        return desk.server().on() ? desk.tallies().show() : Mono.empty();
    }

    private Mono<Void> counted() {
        return deliveries
                .countIn(State.WAITING)
                .flatMap(waiting -> desk.tallies().note(WAITING, waiting))
                .then(deliveries.countIn(State.FAILED))
                .flatMap(failed -> desk.tallies().note(FAILED, failed));
    }

    /** What is due already and was not taken, or did not go into the bag, has its turn after the pause. */
    private Mono<Instant> next() {
        return deliveries
                .findWaiting(PageRequest.of(0, 1))
                .next()
                .map(first -> first.course().nextAt())
                .map(at -> at.isAfter(clock.instant()) ? at : clock.instant().plus(every()));
    }

    private Flux<Delivery> carried() {
        var away = new AtomicBoolean(); // one that finds no server speaks for the rest of the bag
        var bag = PageRequest.of(0, BAG, Sort.by("course.nextAt", "id"));
        return deliveries
                .findDue(clock.instant(), bag)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .flatMap(
                        due -> Mono.defer(() -> away.get() ? Mono.empty() : carry(due))
                                .doOnNext(done -> away.compareAndSet(false, unreachable(done))),
                        SIDE_BY_SIDE);
    }

    private static boolean unreachable(Delivery done) {
        var course = done.course();
        return course.state() == State.WAITING
                && (course.fault() == Fault.SERVER_AWAY || course.fault() == Fault.LOGIN_REFUSED);
    }

    private Mono<Delivery> carry(Delivery due) {
        var token = UUID.randomUUID().toString();
        return changes.on(Delivery.class, due.id())
                .decide(delivery ->
                        delivery.claim(token, clock.instant(), desk.pace().claim()))
                .filter(delivery -> delivery.held(token))
                .doOnNext(mine -> Failpoints.pass("after-claim"))
                .flatMap(mine -> letter(mine)
                        .flatMap(letter -> desk.server().send(letter).flatMap(setback -> {
                            Failpoints.pass("after-mail");
                            return noted(mine, token, setback);
                        }))
                        .switchIfEmpty(Mono.defer(() -> dropped(mine, token))));
    }

    private Mono<Delivery> noted(Delivery mine, String token, Optional<Setback> setback) {
        var outcome = setback.map(each -> each.fault().name().toLowerCase(Locale.ROOT))
                .orElse("sent");
        desk.meters().counter("zhibu.mail.attempts", "outcome", outcome).increment();
        return changes.on(Delivery.class, mine.id())
                .decide(delivery -> setback.isEmpty()
                        ? delivery.sent(token, clock.instant())
                        : delivery.failed(token, setback.get(), desk.pace().pauses(), clock.instant()));
    }

    private Mono<Delivery> dropped(Delivery mine, String token) {
        return addresses
                .findById(mine.account())
                .filter(address -> address.confirmed() != null)
                .hasElement()
                .flatMap(reachable -> changes.on(Delivery.class, mine.id())
                        .decide(delivery ->
                                delivery.drop(token, reachable ? null : Fault.NO_ADDRESS, clock.instant())));
    }

    /** Nothing, when there is nothing left to tell or nobody to tell it to. */
    private Mono<Message> letter(Delivery mine) {
        var confirmation = mine.confirmation();
        if (confirmation != null) {
            return Mono.zip(
                            desk.seals().open(confirmation.address(), Address.place(mine.account())),
                            desk.seals().open(confirmation.code(), Delivery.placeOfCode(mine.account())))
                    .map(open -> desk.letters()
                            .code(
                                    mine.id(),
                                    open.getT1(),
                                    open.getT2(),
                                    Locale.forLanguageTag(confirmation.language())));
        }
        var to = addresses
                .findById(mine.account())
                .flatMap(address -> Mono.justOrEmpty(address.confirmed()))
                .flatMap(confirmed -> desk.seals().open(confirmed.address(), Address.place(mine.account())));
        var lines = notices.lines(mine.notices())
                .filter(line -> !line.settled())
                .collectList()
                .flatMap(open -> desk.reach().still(mine, open))
                .filter(open -> !open.isEmpty());
        return Mono.zip(to, lines, settings.of(mine.account()))
                .map(all -> desk.letters()
                        .notices(
                                mine.id(), all.getT1(), all.getT2(), all.getT3().language()));
    }
}
