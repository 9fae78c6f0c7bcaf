package cn.zhibu.notification.reminder;

import cn.zhibu.notification.inbox.NoticeService;
import cn.zhibu.notification.inbox.Occasion;
import cn.zhibu.notification.inbox.What;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells a branch of milestones of its key tasks that come near or are past, until none of that task is. */
@Component
class TaskReaction implements EventConsumer {

    private static final int AHEAD = 7;
    private static final String OPEN = "OPEN";

    record Due(String task, String unit, List<String> ancestors, LocalDate due) {}

    record Kept(String task, String status, List<Step> milestones) {

        /** Whether something is still open that was to be reached by that day. */
        boolean waits(LocalDate until) {
            return status.equals(OPEN)
                    && milestones.stream()
                            .anyMatch(one ->
                                    one.state().equals(OPEN) && !one.due().isAfter(until));
        }
    }

    record Step(LocalDate due, String state) {}

    private final Telling telling;
    private final NoticeService notices;
    private final People people;
    private final Clock clock;

    TaskReaction(Telling telling, NoticeService notices, People people, Clock clock) {
        this.telling = telling;
        this.notices = notices;
        this.people = people;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "task-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("activity.events")
                .on("task.due-soon.v1", Due.class, (due, received) -> tell(What.MILESTONE_DUE_SOON, due, received))
                .on(
                        "task.overdue.v1",
                        Due.class,
                        (due, received) -> over(due.task(), List.of(What.MILESTONE_DUE_SOON))
                                .then(tell(What.MILESTONE_OVERDUE, due, received)))
                .on("task.kept.v1", Kept.class, this::kept);
    }

    private Mono<Void> kept(Kept kept, Received received) {
        var today = LocalDate.ofInstant(received.time(), clock.getZone());
        var over = new ArrayList<What>();
        if (!kept.waits(today.plusDays(AHEAD))) {
            over.add(What.MILESTONE_DUE_SOON);
        }
        if (!kept.waits(today.minusDays(1))) {
            over.add(What.MILESTONE_OVERDUE);
        }
        return over.isEmpty() ? Mono.empty() : over(kept.task(), over);
    }

    private Mono<Void> over(String task, List<What> what) {
        return notices.settle(task, what);
    }

    private Mono<Void> tell(What what, Due due, Received received) {
        var scope = new Scope(due.unit(), due.ancestors());
        var occasion = new Occasion(
                received.id(), what, due.task(), scope, due.due().getYear(), List.of(), due.due(), received.time());
        return people.branch(scope).flatMap(accounts -> telling.tell(occasion, accounts));
    }
}
