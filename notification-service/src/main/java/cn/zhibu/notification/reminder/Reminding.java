package cn.zhibu.notification.reminder;

import cn.zhibu.notification.inbox.NoticeService.Occasion;
import cn.zhibu.notification.inbox.NoticeService.What;
import cn.zhibu.notification.reminder.Heard.State;
import cn.zhibu.notification.rule.RuleService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.change.Failpoints;
import cn.zhibu.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reminds of what waits too long or comes near: reports that lie with somebody, terms that end. */
@Component
class Reminding implements Job {

    /**
     * When to remind, besides what the rules ask for. Ours, no regulation's.
     *
     * @param review days a submitted report may wait
     * @param revision days a returned one may
     * @param again months before the end of a term
     */
    @Component
    record Leads(
            @Value("${zhibu.reminders.every}") Duration every,
            @Value("${zhibu.reminders.review-waits-days}") int review,
            @Value("${zhibu.reminders.return-waits-days}") int revision,
            @Value("${zhibu.reminders.term-again-months}") int again) {}

    /** What was heard that reminders go by. */
    @Component
    record Known(Waiting waiting, Terms terms, Closures closures, Reminders reminders) {}

    private final Known known;
    private final Telling telling;
    private final People people;
    private final RuleService rules;
    private final Changes changes;
    private final Clock clock;
    private final Leads leads;

    Reminding(
            Known known, Telling telling, People people, RuleService rules, Changes changes, Clock clock, Leads leads) {
        this.known = known;
        this.telling = telling;
        this.people = people;
        this.rules = rules;
        this.changes = changes;
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
        return Flux.concat(
                        waiting(State.SUBMITTED, What.REVIEW_WAITS, leads.review()),
                        waiting(State.RETURNED, What.RETURN_WAITS, leads.revision()),
                        ending())
                .then();
    }

    private Flux<Reminder> waiting(State state, What what, int days) {
        return known.waiting()
                .findSince(state, clock.instant().minus(Duration.ofDays(days)))
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
                    return remind(occasion, whom);
                });
    }

    private Flux<Reminder> ending() {
        var today = LocalDate.now(clock);
        var first = Math.max(rules.monthsBeforeTermEnd(), leads.again());
        return known.terms()
                .findEnding(today, today.plusMonths(first))
                .filterWhen(term -> known.terms()
                        .findByUnit(term.unit())
                        .any(other -> other.on().isAfter(term.on()))
                        .map(renewed -> !renewed))
                .filterWhen(term -> known.closures()
                        .findById(term.unit())
                        .map(closure -> !closure.closedOn(today))
                        .defaultIfEmpty(true))
                .concatMap(term -> Mono.justOrEmpty(lead(term, today))
                        .flatMap(months -> remind(occasion(term, months), concerned(term))));
    }

    /** The last of the leads that has begun: who hears of a term late is not told of all of them at once. */
    private Optional<Integer> lead(Heard.Term term, LocalDate today) {
        return Stream.of(rules.monthsBeforeTermEnd(), leads.again())
                .filter(months -> !today.isBefore(term.ends().plusDays(1).minusMonths(months)))
                .min(Integer::compare);
    }

    private Occasion occasion(Heard.Term term, int months) {
        return new Occasion(
                Command.nameOf(What.TERM_ENDS.name(), term.id(), Integer.toString(months)),
                What.TERM_ENDS,
                term.id(),
                term.scope(),
                term.ends().getYear(),
                List.of(),
                term.ends(),
                clock.instant());
    }

    private Mono<Set<String>> concerned(Heard.Term term) {
        return Mono.zip(people.branch(term.scope()), people.superior(term.scope()))
                .map(both -> People.joined(both.getT1(), both.getT2()));
    }

    /** Told first, noted then: dying in between tells the same again, and that changes nothing. */
    private Mono<Reminder> remind(Occasion occasion, Mono<Set<String>> whom) {
        return known.reminders()
                .existsById(occasion.id())
                .filter(given -> !given)
                .flatMap(due -> whom)
                .filter(accounts -> !accounts.isEmpty())
                .flatMap(accounts -> telling.tell(occasion, accounts)
                        .then(Mono.fromRunnable(() -> Failpoints.pass("after-telling")))
                        .then(Mono.defer(() -> changes.save(Reminder.given(occasion, clock.instant())))));
    }
}
