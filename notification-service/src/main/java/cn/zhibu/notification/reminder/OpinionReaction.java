package cn.zhibu.notification.reminder;

import cn.zhibu.notification.inbox.NoticeService;
import cn.zhibu.notification.inbox.Occasion;
import cn.zhibu.notification.inbox.What;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells a branch of opinions whose day is over, until something was done about them or they have another day. */
@Component
class OpinionReaction implements EventConsumer {

    record Moved(
            String opinion,
            String unit,
            List<String> ancestors,
            @Nullable LocalDate due) {}

    private final Telling telling;
    private final NoticeService notices;
    private final People people;

    OpinionReaction(Telling telling, NoticeService notices, People people) {
        this.telling = telling;
        this.notices = notices;
        this.people = people;
    }

    @Override
    public String name() {
        return "opinion-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("activity.events")
                .on("opinion.overdue.v1", Moved.class, this::overdue)
                .on("opinion.assigned.v1", Moved.class, (moved, received) -> over(moved))
                .on("opinion.rectified.v1", Moved.class, (moved, received) -> over(moved))
                .on("opinion.withdrawn.v1", Moved.class, (moved, received) -> over(moved));
    }

    private Mono<Void> over(Moved moved) {
        return notices.settle(moved.opinion(), List.of(What.OPINION_OVERDUE));
    }

    private Mono<Void> overdue(Moved moved, Received received) {
        var due = Objects.requireNonNull(moved.due());
        var scope = new Scope(moved.unit(), moved.ancestors());
        var occasion = new Occasion(
                received.id(),
                What.OPINION_OVERDUE,
                moved.opinion(),
                scope,
                due.getYear(),
                List.of(),
                due,
                received.time());
        return people.branch(scope).flatMap(accounts -> telling.tell(occasion, accounts));
    }
}
