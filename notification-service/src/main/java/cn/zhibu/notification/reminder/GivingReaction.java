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

/**
 * Tells the other side of a record that it is asked, and the branch that gave that something is said to be different. What was
 * told before is over with each step.
 */
@Component
class GivingReaction implements EventConsumer {

    private static final List<What> BOTH = List.of(What.GIVING_WAITS, What.GIVING_DISPUTED);

    record Other(String unit, List<String> ancestors, String answer) {}

    record Given(
            String record,
            String unit,
            List<String> ancestors,
            @Nullable LocalDate date,
            @Nullable Other other) {}

    private final Telling telling;
    private final NoticeService notices;
    private final People people;

    GivingReaction(Telling telling, NoticeService notices, People people) {
        this.telling = telling;
        this.notices = notices;
        this.people = people;
    }

    @Override
    public String name() {
        return "giving-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("activity.events")
                .on("record.entered.v1", Given.class, this::asked)
                .on(
                        "record.corrected.v1",
                        Given.class,
                        (given, received) -> over(given).then(asked(given, received)))
                .on(
                        "record.answered.v1",
                        Given.class,
                        (given, received) -> over(given).then(answered(given, received)))
                .on("record.withdrawn.v1", Given.class, (given, received) -> over(given));
    }

    private Mono<Void> over(Given given) {
        return notices.settle(given.record(), BOTH);
    }

    private Mono<Void> asked(Given given, Received received) {
        var other = given.other();
        return other == null || !other.answer().equals("WAITING")
                ? Mono.empty()
                : tell(What.GIVING_WAITS, given, new Scope(other.unit(), other.ancestors()), received);
    }

    private Mono<Void> answered(Given given, Received received) {
        var other = given.other();
        return other == null || other.answer().equals("CONFIRMED")
                ? Mono.empty()
                : tell(What.GIVING_DISPUTED, given, new Scope(given.unit(), given.ancestors()), received);
    }

    private Mono<Void> tell(What what, Given given, Scope whom, Received received) {
        var date = Objects.requireNonNull(given.date());
        var occasion = new Occasion(
                received.id(), what, given.record(), whom, date.getYear(), List.of(), null, received.time());
        return people.branch(whom)
                .map(accounts -> People.without(accounts, received.actor()))
                .flatMap(accounts -> telling.tell(occasion, accounts));
    }
}
