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
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells those who are asked to a meeting that it is planned, moved or called off, as far as they have an account of their own. */
@Component
class MeetingReaction implements EventConsumer {

    private static final List<What> STANDING = List.of(What.MEETING_PLANNED, What.MEETING_CHANGED);

    record Meeting(String plan, String unit, List<String> ancestors, LocalDate date, List<String> members) {}

    private final Telling telling;
    private final NoticeService notices;
    private final OwnAccounts accounts;

    MeetingReaction(Telling telling, NoticeService notices, OwnAccounts accounts) {
        this.telling = telling;
        this.notices = notices;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "meeting-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("activity.events")
                .on("plan.told.v1", Meeting.class, (plan, received) -> tell(What.MEETING_PLANNED, plan, received))
                .on("plan.changed.v1", Meeting.class, (plan, received) -> tell(What.MEETING_CHANGED, plan, received))
                .on(
                        "plan.cancelled.v1",
                        Meeting.class,
                        (plan, received) -> tell(What.MEETING_CANCELLED, plan, received));
    }

    /** What was told of the meeting before holds no more. */
    private Mono<Void> tell(What what, Meeting meeting, Received received) {
        if (meeting.members().isEmpty()) {
            return Mono.empty();
        }
        var occasion = new Occasion(
                received.id(),
                what,
                meeting.plan(),
                new Scope(meeting.unit(), meeting.ancestors()),
                meeting.date().getYear(),
                List.of(),
                meeting.date(),
                received.time());
        return notices.settle(meeting.plan(), STANDING)
                .then(accounts.findByMemberIn(meeting.members())
                        .map(OwnAccount::id)
                        .collect(Collectors.toSet()))
                .map(all -> People.without(all, received.actor()))
                .flatMap(all -> telling.tell(occasion, all));
    }
}
