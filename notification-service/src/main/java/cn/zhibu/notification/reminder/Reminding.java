package cn.zhibu.notification.reminder;

import cn.zhibu.directory.Follower;
import cn.zhibu.notification.inbox.Occasion;
import cn.zhibu.notification.inbox.What;
import cn.zhibu.notification.reminder.Heard.State;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.job.Job;
import cn.zhibu.platform.job.Wakes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reminds of what waits too long or comes near: reports that lie with somebody, terms that end. */
@Component
class Reminding implements Job, Follower {

    /** What could not be told to anybody is tried again, for somebody may have been given the place. */
    private static final Duration NOBODY_THERE = Duration.ofHours(1);

    /**
     * When to remind of reports. Ours, no regulation's.
     *
     * @param review days a submitted report may wait
     * @param revision days a returned one may
     */
    @Component
    record Leads(
            @Value("${zhibu.reminders.every}") Duration every,
            @Value("${zhibu.reminders.review-waits-days}") int review,
            @Value("${zhibu.reminders.return-waits-days}") int revision) {

        /** How long a report may lie in that state. */
        Duration of(State state) {
            return Duration.ofDays(state == State.SUBMITTED ? review : revision);
        }
    }

    private final Waiting waiting;
    private final TermEnds terms;
    private final Telling telling;
    private final People people;
    private final Wakes wakes;
    private final Clock clock;
    private final Leads leads;

    Reminding(Waiting waiting, TermEnds terms, Telling telling, People people, Wakes wakes, Clock clock, Leads leads) {
        this.waiting = waiting;
        this.terms = terms;
        this.telling = telling;
        this.people = people;
        this.wakes = wakes;
        this.clock = clock;
        this.leads = leads;
    }

    @Override
    public Duration every() {
        return leads.every();
    }

    @Override
    public Duration after() {
        return every();
    }

    @Override
    public Mono<Instant> round() {
        var now = clock.instant();
        return waiting(State.SUBMITTED, What.REVIEW_WAITS, now)
                .concatWith(waiting(State.RETURNED, What.RETURN_WAITS, now))
                .concatWith(Mono.defer(() -> terms.look(null)))
                .collectList()
                .flatMap(told -> next(now, !told.contains(false)));
    }

    /** The next report that will have waited long enough, or term; and soon, where there was nobody to tell it to. */
    private Mono<Instant> next(Instant now, boolean told) {
        var terms = this.terms.next().map(this::beginning);
        return Flux.concat(
                        next(State.SUBMITTED, now),
                        next(State.RETURNED, now),
                        terms,
                        told ? Mono.empty() : Mono.just(now.plus(NOBODY_THERE)))
                .reduce((one, other) -> one.isBefore(other) ? one : other);
    }

    private Mono<Instant> next(State state, Instant now) {
        return waiting.findAfter(state, now.minus(leads.of(state)), PageRequest.of(0, 1))
                .next()
                .map(report -> report.since().plus(leads.of(state)));
    }

    /** What a change of a unit means today is seen at once; what it means on the days to come, from tomorrow on. */
    @Override
    public Mono<Void> turned(Collection<String> units) {
        return Flux.fromIterable(units)
                .concatMap(terms::look)
                .then(Mono.defer(() -> wakes.wake(
                        Reminding.class, beginning(LocalDate.now(clock).plusDays(1)))));
    }

    private Instant beginning(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    private Flux<Boolean> waiting(State state, What what, Instant now) {
        return waiting.findSince(state, now.minus(leads.of(state))).concatMap(report -> {
            var whom = state == State.SUBMITTED
                    ? people.reviewers(report.scope(), report.author(), report.submitter())
                    : people.branch(report.scope());
            var occasion = new Occasion(
                    Command.nameOf(what.name(), report.id(), report.round()),
                    what,
                    report.id(),
                    report.scope(),
                    report.year(),
                    List.of(),
                    null,
                    clock.instant());
            return telling.once(occasion, whom);
        });
    }
}
