package cn.zhibu.notification.reminder;

import cn.zhibu.notification.inbox.Occasion;
import cn.zhibu.notification.inbox.What;
import cn.zhibu.notification.reminder.Heard.State;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reminds of what waits too long or comes near: reports that lie with somebody, terms that end. */
@Component
class Reminding implements Job {

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
            @Value("${zhibu.reminders.return-waits-days}") int revision) {}

    private final Waiting waiting;
    private final TermEnds terms;
    private final Telling telling;
    private final People people;
    private final Clock clock;
    private final Leads leads;

    Reminding(Waiting waiting, TermEnds terms, Telling telling, People people, Clock clock, Leads leads) {
        this.waiting = waiting;
        this.terms = terms;
        this.telling = telling;
        this.people = people;
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
    public Mono<Void> round() {
        return waiting(State.SUBMITTED, What.REVIEW_WAITS, leads.review())
                .thenMany(waiting(State.RETURNED, What.RETURN_WAITS, leads.revision()))
                .then(terms.look());
    }

    private Flux<Reminder> waiting(State state, What what, int days) {
        return waiting.findSince(state, clock.instant().minus(Duration.ofDays(days)))
                .concatMap(report -> {
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
