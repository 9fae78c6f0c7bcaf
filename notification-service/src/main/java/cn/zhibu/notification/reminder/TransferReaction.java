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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells a branch that a transfer waits for it, until it is decided, and the branch that had asked what came of it. */
@Component
class TransferReaction implements EventConsumer {

    record Branch(String unit, List<String> ancestors) {

        Scope scope() {
            return new Scope(unit, ancestors);
        }
    }

    record Moved(
            String transfer,
            @Nullable Branch acts,
            @Nullable Branch asked,
            @Nullable LocalDate due) {}

    private final Telling telling;
    private final NoticeService notices;
    private final People people;
    private final Clock clock;

    TransferReaction(Telling telling, NoticeService notices, People people, Clock clock) {
        this.telling = telling;
        this.notices = notices;
        this.people = people;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "transfer-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("member.events")
                .on(
                        "transfer.asked.v1",
                        Moved.class,
                        (moved, received) -> tell(What.TRANSFER_WAITS, moved, moved.acts(), received))
                .on("transfer.accepted.v1", Moved.class, this::answered)
                .on("transfer.refused.v1", Moved.class, this::answered)
                .on("transfer.ended.v1", Moved.class, this::answered)
                .on("transfer.withdrawn.v1", Moved.class, (moved, received) -> over(moved));
    }

    private Mono<Void> answered(Moved moved, Received received) {
        return over(moved).then(tell(What.TRANSFER_ANSWERED, moved, moved.asked(), received));
    }

    private Mono<Void> over(Moved moved) {
        return notices.settle(moved.transfer(), List.of(What.TRANSFER_WAITS));
    }

    /** Whoever has done it knows. */
    private Mono<Void> tell(What what, Moved moved, @Nullable Branch whom, Received received) {
        if (whom == null) {
            return Mono.empty();
        }
        var due = moved.due();
        var day = due == null ? LocalDate.ofInstant(received.time(), clock.getZone()) : due;
        var occasion = new Occasion(
                received.id(), what, moved.transfer(), whom.scope(), day.getYear(), List.of(), due, received.time());
        return people.branch(whom.scope())
                .map(accounts -> People.without(accounts, received.actor()))
                .flatMap(accounts -> telling.tell(occasion, accounts));
    }
}
