package cn.zhibu.notification.reminder;

import cn.zhibu.notification.inbox.NoticeService;
import cn.zhibu.notification.inbox.What;
import cn.zhibu.notification.reminder.Heard.State;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import cn.zhibu.platform.job.Wakes;
import java.time.Instant;
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

    private final Changes changes;
    private final NoticeService notices;
    private final Wakes wakes;
    private final Reminding.Leads leads;

    HeardProjection(Changes changes, NoticeService notices, Wakes wakes, Reminding.Leads leads) {
        this.changes = changes;
        this.notices = notices;
        this.wakes = wakes;
        this.leads = leads;
    }

    @Override
    public String name() {
        return "heard-projection";
    }

    @Override
    public List<Class<?>> rows() {
        return List.of(Heard.Report.class);
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("report.events")
                .on("report.submitted.v1", Step.class, (step, received) -> keep(State.SUBMITTED, step, received))
                .on("report.returned.v1", Step.class, (step, received) -> keep(State.RETURNED, step, received))
                .on("report.accepted.v1", Step.class, (step, received) -> keep(State.ACCEPTED, step, received));
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
                .then(notices.settle(step.report(), List.of(What.REVIEW_WAITS, What.RETURN_WAITS)))
                .then(state == State.ACCEPTED ? Mono.empty() : waits(state, received.time()));
    }

    private Mono<Void> waits(State state, Instant since) {
        return wakes.wake(Reminding.class, since.plus(leads.of(state)));
    }
}
