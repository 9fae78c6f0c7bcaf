package cn.zhibu.platform.change;

import cn.zhibu.platform.tenant.TenantDatabases;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Sends what is in the outboxes, in order per document: at once what this process has written, which is handed over with
 * the write, and from the store whatever a crash or an absent broker left behind. An event may be sent twice, never not
 * at all; its id and sequence let listeners ignore the second.
 */
final class Relay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    static final int SIDE_BY_SIDE = 128;

    private final Writers writers;
    private final Sender sender;
    private final Clock clock;
    private final Pace pace;
    private final Desk desk;
    private final Taking taking;
    private final Backlog backlog = new Backlog();
    private final Recovery recovery;
    private final Sweep sweep;
    private Disposable.Composite work = Disposables.composite();
    private volatile Sinks.Many<Place> offers = Sinks.many().unicast().onBackpressureBuffer();
    private volatile boolean running;

    Relay(TenantDatabases databases, Writers writers, Sender sender, Clock clock, Pace pace) {
        this.writers = writers;
        this.sender = sender;
        this.clock = clock;
        this.pace = pace;
        this.desk = new Desk(clock);
        this.taking = new Taking(databases, desk);
        this.recovery = new Recovery(databases, writers, backlog, clock);
        this.sweep = new Sweep(databases, backlog, sender, clock, this::deliver);
    }

    /** A write is about to happen. */
    void begin(Place place) {
        desk.begin(place);
    }

    /** It was refused: nothing was written. */
    void refused(Place place) {
        desk.end(place);
    }

    /** Nobody knows whether it happened: the store is asked, at once and for a day. */
    void doubtful(Place place, Stamp stamp) {
        desk.end(place);
        backlog.doubt(new Backlog.Behind(stamp.by(), place.shelf()), clock.instant());
    }

    /** It happened. While the broker is away, or much is at hand, its events wait in the store. */
    void written(Handed handed) {
        var place = handed.place();
        if (running && sender.reachable() && !desk.full()) {
            if (desk.accept(handed)) {
                offers.emitNext(place, Sinks.EmitFailureHandler.busyLooping(FAREWELL));
            }
        } else {
            backlog.add(new Backlog.Behind(handed.stamp().by(), place.shelf()), clock.instant());
        }
        desk.end(place);
    }

    /** Documents with unsent events, about. */
    long depth() {
        return desk.late() + backlog.documents();
    }

    /** How long the oldest of them waits. */
    Duration age() {
        var here = desk.oldest();
        var there = backlog.oldest();
        var oldest = here.isBefore(there) ? here : there;
        var now = clock.instant();
        return oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
    }

    @Override
    public void start() {
        if (running) {
            return;
        }
        offers = Sinks.many().unicast().onBackpressureBuffer();
        running = true;
        work = Disposables.composite(
                offers.asFlux()
                        .flatMap(place -> offered(place).onErrorComplete(), SIDE_BY_SIDE)
                        .subscribe(),
                every(pace.pause(), Mono.defer(sweep::round)),
                every(pace.gathered(), Mono.defer(taking::round)),
                every(pace.beat(), Mono.defer(recovery::round)));
    }

    private static Disposable every(Duration time, Mono<Void> round) {
        return Flux.interval(Duration.ZERO, time)
                .onBackpressureDrop()
                .concatMap(tick -> round.onErrorResume(Relay::waitForTheStore), 1)
                .subscribe();
    }

    @Override
    public void stop() {
        farewell().subscribe();
    }

    /** What is at hand leaves first, as far as the broker takes it. */
    @Override
    public void stop(Runnable then) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(20))
                .takeUntil(tick -> !sender.reachable() || desk.late() == 0)
                .then()
                .timeout(FAREWELL, Mono.empty())
                .then(Mono.defer(this::farewell))
                .doFinally(ended -> then.run())
                .subscribe();
    }

    /** Ends without a word, as a process does that is halted. */
    void halt() {
        running = false;
        work.dispose();
    }

    private Mono<Void> farewell() {
        if (!running) {
            return Mono.empty();
        }
        halt();
        return taking.round()
                .then(Mono.fromRunnable(this::layDown))
                .then(writers.rest(() -> !running && desk.isEmpty() && backlog.isEmpty()))
                .timeout(FAREWELL)
                .onErrorResume(Relay::waitForTheStore);
    }

    private void layDown() {
        recovery.rest();
        desk.clear().forEach(place -> backlog.add(new Backlog.Behind(writers.self(), place.shelf()), clock.instant()));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops after the listeners and the web server, so that what they write still leaves. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 100;
    }

    static Mono<Void> waitForTheStore(Throwable failure) {
        log.debug("The outbox cannot be read or emptied at the moment: {}", failure.toString());
        return Mono.empty();
    }

    private Mono<Void> offered(Place place) {
        return Mono.defer(() -> {
            if (sender.reachable()) {
                return attend(place, "");
            }
            setAside(place, "");
            return Mono.empty();
        });
    }

    /** Forgets what is at hand of a document; it is on the backlog, unless whoever asks keeps count of that writer. */
    private void setAside(Place place, String counted) {
        var stamp = desk.drop(place);
        if (stamp != null && !stamp.by().equals(counted)) {
            backlog.add(new Backlog.Behind(stamp.by(), place.shelf()), clock.instant());
        }
    }

    /** Sends what is at hand of one document, until nothing of it is left or a sending fails. */
    private Mono<Void> attend(Place place, String counted) {
        return Flux.defer(() -> Flux.fromIterable(desk.waiting(place)))
                .concatMap(envelope -> sender.send(envelope).then(Mono.fromRunnable(() -> {
                    Failpoints.pass("after-send");
                    desk.sent(place, envelope);
                })))
                .then(Mono.fromSupplier(() -> {
                    taking.add(place);
                    return desk.more(place);
                }))
                .repeat()
                .takeUntil(more -> !more)
                .then()
                .doOnError(failure -> {
                    log.debug("Not sent yet: {}", failure.toString());
                    setAside(place, counted);
                });
    }

    /** Sends what was found; the error is that of the sending. */
    private Mono<Void> deliver(Handed handed, String counted) {
        return Mono.defer(() -> desk.accept(handed) ? attend(handed.place(), counted) : Mono.empty());
    }
}
