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
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the superior that a hardship waits to be decided (DU-11), until it is, and the branch what came of it. */
@Component
class ReliefReaction implements EventConsumer {

    record Relief(String relief, String unit, List<String> ancestors) {

        Scope scope() {
            return new Scope(unit, ancestors);
        }
    }

    private final Telling telling;
    private final NoticeService notices;
    private final People people;
    private final Clock clock;

    ReliefReaction(Telling telling, NoticeService notices, People people, Clock clock) {
        this.telling = telling;
        this.notices = notices;
        this.people = people;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "relief-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("member.events")
                .on(
                        "dues-relief.proposed.v1",
                        Relief.class,
                        (relief, received) ->
                                tell(What.RELIEF_WAITS, relief, people.superior(relief.scope()), received))
                .on("dues-relief.approved.v1", Relief.class, this::answered)
                .on("dues-relief.refused.v1", Relief.class, this::answered)
                .on("dues-relief.withdrawn.v1", Relief.class, (relief, received) -> over(relief));
    }

    private Mono<Void> answered(Relief relief, Received received) {
        return over(relief).then(tell(What.RELIEF_ANSWERED, relief, people.branch(relief.scope()), received));
    }

    private Mono<Void> over(Relief relief) {
        return notices.settle(relief.relief(), List.of(What.RELIEF_WAITS));
    }

    /** Whoever has done it knows. */
    private Mono<Void> tell(What what, Relief relief, Mono<Set<String>> whom, Received received) {
        int year = LocalDate.ofInstant(received.time(), clock.getZone()).getYear();
        var occasion = new Occasion(
                received.id(), what, relief.relief(), relief.scope(), year, List.of(), null, received.time());
        return whom.map(accounts -> People.without(accounts, received.actor()))
                .flatMap(accounts -> telling.tell(occasion, accounts));
    }
}
