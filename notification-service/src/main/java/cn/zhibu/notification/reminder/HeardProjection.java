package cn.zhibu.notification.reminder;

import cn.zhibu.notification.inbox.NoticeService;
import cn.zhibu.notification.inbox.NoticeService.What;
import cn.zhibu.notification.reminder.Heard.State;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what reminders go by, and ends the reminders that are answered. */
@Component
class HeardProjection implements EventConsumer {

    record Step(
            String report,
            String unit,
            List<String> ancestors,
            int year,
            @Nullable String author) {}

    record Formed(String committee, String unit, List<String> ancestors, LocalDate on, int termYears) {}

    record Withdrawn(String committee, String unit, List<String> ancestors) {}

    record Closed(String unit, @Nullable LocalDate on) {}

    private final Changes changes;
    private final NoticeService notices;
    private final Terms terms;

    HeardProjection(Changes changes, NoticeService notices, Terms terms) {
        this.changes = changes;
        this.notices = notices;
        this.terms = terms;
    }

    @Override
    public String name() {
        return "heard-projection";
    }

    @Override
    public List<Class<?>> rows() {
        return List.of(Heard.Report.class, Heard.Term.class, Heard.Closure.class);
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("report.events")
                .on("report.submitted.v1", Step.class, (step, received) -> keep(State.SUBMITTED, step, received))
                .on("report.returned.v1", Step.class, (step, received) -> keep(State.RETURNED, step, received))
                .on("report.accepted.v1", Step.class, (step, received) -> keep(State.ACCEPTED, step, received));
        on.from("member.events")
                .on("committee.formed.v1", Formed.class, this::formed)
                .on("committee.corrected.v1", Formed.class, this::formed)
                .on("committee.withdrawn.v1", Withdrawn.class, this::withdrawn)
                .on("unit.closed.v1", Closed.class, this::closed)
                .on("unit.reopened.v1", Closed.class, this::reopened);
    }

    /** Each step ends the waiting of the one before. */
    private Mono<Void> keep(State state, Step step, Received received) {
        var report = new Heard.Report(
                step.report(),
                new Scope(step.unit(), step.ancestors()),
                step.year(),
                state,
                received.id(),
                step.author(),
                received.actor(),
                received.time());
        return changes.project(report, received.sequence())
                .then(notices.settle(step.report(), List.of(What.REVIEW_WAITS, What.RETURN_WAITS)));
    }

    private Mono<Void> formed(Formed formed, Received received) {
        var ends = formed.on().plusYears(formed.termYears()).minusDays(1);
        var term = new Heard.Term(
                formed.committee(), formed.unit(), new Scope(formed.unit(), formed.ancestors()), formed.on(), ends);
        return changes.project(term, received.sequence())
                .thenMany(terms.findByUnit(formed.unit()))
                .filter(other -> other.on().isBefore(formed.on()))
                .concatMap(ended -> notices.settle(ended.id(), List.of(What.TERM_ENDS)))
                .then();
    }

    /** A committee entered by mistake ends no term; its reminder has nothing more to say. */
    private Mono<Void> withdrawn(Withdrawn withdrawn, Received received) {
        var scope = new Scope(withdrawn.unit(), withdrawn.ancestors());
        var term = new Heard.Term(withdrawn.committee(), withdrawn.unit(), scope, LocalDate.EPOCH, LocalDate.EPOCH);
        return changes.project(term, received.sequence())
                .then(notices.settle(withdrawn.committee(), List.of(What.TERM_ENDS)));
    }

    private Mono<Void> reopened(Closed reopened, Received received) {
        return changes.project(new Heard.Closure(reopened.unit(), null), received.sequence())
                .then();
    }

    private Mono<Void> closed(Closed closed, Received received) {
        return changes.project(new Heard.Closure(closed.unit(), closed.on()), received.sequence())
                .thenMany(terms.findByUnit(closed.unit()))
                .concatMap(term -> notices.settle(term.id(), List.of(What.TERM_ENDS)))
                .then();
    }
}
