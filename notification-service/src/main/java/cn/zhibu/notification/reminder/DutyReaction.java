package cn.zhibu.notification.reminder;

import cn.zhibu.notification.inbox.NoticeService;
import cn.zhibu.notification.inbox.Occasion;
import cn.zhibu.notification.inbox.Owed;
import cn.zhibu.notification.inbox.What;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the secretary and the clerks of a branch of its duties, and notes in what they were told when one is settled. */
@Component
class DutyReaction implements EventConsumer {

    record Duties(String unit, List<String> ancestors, List<Owed> duties) {}

    private final Telling telling;
    private final NoticeService notices;
    private final People people;

    DutyReaction(Telling telling, NoticeService notices, People people) {
        this.telling = telling;
        this.notices = notices;
        this.people = people;
    }

    @Override
    public String name() {
        return "duty-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("report.events")
                .on(
                        "duty.due-soon.v1",
                        Duties.class,
                        (duties, received) -> tell(What.DUTIES_DUE_SOON, duties, received))
                .on(
                        "duty.overdue.v1",
                        Duties.class,
                        (duties, received) -> ended(duties).then(tell(What.DUTIES_OVERDUE, duties, received)))
                .on("duty.settled.v1", Duties.class, (duties, received) -> settled(duties));
    }

    private Mono<Void> tell(What what, Duties duties, Received received) {
        var scope = new Scope(duties.unit(), duties.ancestors());
        int year = duties.duties().stream()
                .mapToInt(duty -> duty.due().getYear())
                .max()
                .orElse(0);
        var occasion =
                new Occasion(received.id(), what, duties.unit(), scope, year, duties.duties(), null, received.time());
        return people.branch(scope).flatMap(accounts -> telling.tell(occasion, accounts));
    }

    private Mono<Void> settled(Duties duties) {
        return notices.settleDuties(duties.unit(), ids(duties));
    }

    /** What is overdue is no longer due soon: the earlier notice has nothing more to say of it. */
    private Mono<Void> ended(Duties duties) {
        return notices.settleDueSoon(duties.unit(), ids(duties));
    }

    private static List<String> ids(Duties duties) {
        return duties.duties().stream().map(Owed::duty).toList();
    }
}
