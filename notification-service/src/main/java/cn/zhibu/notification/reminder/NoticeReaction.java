package cn.zhibu.notification.reminder;

import cn.zhibu.notification.inbox.Occasion;
import cn.zhibu.notification.inbox.What;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells of a report's step those whom it concerns, never the one who took it. */
@Component
class NoticeReaction implements EventConsumer {

    record Step(
            String report,
            String unit,
            List<String> ancestors,
            int year,
            @Nullable String author) {

        Scope scope() {
            return new Scope(unit, ancestors);
        }
    }

    private final Telling telling;
    private final People people;

    NoticeReaction(Telling telling, People people) {
        this.telling = telling;
        this.people = people;
    }

    @Override
    public String name() {
        return "notice-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("report.events")
                .on(
                        "report.submitted.v1",
                        Step.class,
                        (step, received) -> tell(
                                What.REPORT_SUBMITTED,
                                step,
                                received,
                                scope -> people.reviewers(scope, step.author(), received.actor())))
                .on(
                        "report.commented.v1",
                        Step.class,
                        (step, received) -> tell(What.REPORT_COMMENTED, step, received, people::branch))
                .on(
                        "report.returned.v1",
                        Step.class,
                        (step, received) -> tell(What.REPORT_RETURNED, step, received, people::branch))
                .on(
                        "report.accepted.v1",
                        Step.class,
                        (step, received) -> tell(What.REPORT_ACCEPTED, step, received, people::branch));
    }

    private Mono<Void> tell(What what, Step step, Received received, Function<Scope, Mono<Set<String>>> whom) {
        var occasion = new Occasion(
                received.id(), what, step.report(), step.scope(), step.year(), List.of(), null, received.time());
        return whom.apply(step.scope())
                .map(accounts -> People.without(accounts, received.actor()))
                .flatMap(accounts -> telling.tell(occasion, accounts));
    }
}
