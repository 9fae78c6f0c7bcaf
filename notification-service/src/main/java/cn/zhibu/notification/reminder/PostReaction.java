package cn.zhibu.notification.reminder;

import cn.zhibu.notification.inbox.Crossing;
import cn.zhibu.notification.inbox.NoticeLine;
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
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells a branch that its superior reminds it of the election (BR-19), and branch and superior that its number of members went
 * over a threshold, with the rule that holds since (BR-01 to BR-03, BR-14).
 */
@Component
class PostReaction implements EventConsumer {

    /** A committee that was formed so long before the end of a term, or later, is the one that follows it. */
    private static final int FOLLOWS_MONTHS = 12;

    record Reminded(String unit, List<String> ancestors, String committee, LocalDate ends) {}

    record Crossed(
            String unit,
            List<String> ancestors,
            String threshold,
            String rule,
            boolean reached,
            int members,
            LocalDate on) {}

    record Formed(String committee, String unit, LocalDate on) {}

    private final People people;
    private final Telling telling;
    private final NoticeService notices;

    PostReaction(People people, Telling telling, NoticeService notices) {
        this.people = people;
        this.telling = telling;
        this.notices = notices;
    }

    @Override
    public String name() {
        return "post-notice-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("member.events")
                .on("branch.term-reminded.v1", Reminded.class, this::reminded)
                .on("branch.threshold-crossed.v1", Crossed.class, this::crossed)
                .on("committee.formed.v1", Formed.class, (formed, received) -> followed(formed));
    }

    private Mono<Void> reminded(Reminded reminded, Received received) {
        var scope = new Scope(reminded.unit(), reminded.ancestors());
        var ends = reminded.ends();
        var occasion = new Occasion(
                received.id(),
                What.TERM_REMINDED,
                reminded.committee(),
                scope,
                ends.getYear(),
                List.of(),
                ends,
                received.time());
        return people.branch(scope).flatMap(accounts -> telling.tell(occasion, accounts));
    }

    private Mono<Void> followed(Formed formed) {
        return notices.settle(
                What.TERM_REMINDED,
                formed.unit(),
                line -> !line.subject().equals(formed.committee()) && follows(formed.on(), line));
    }

    private static boolean follows(LocalDate on, NoticeLine line) {
        var ends = Objects.requireNonNullElse(line.date(), LocalDate.EPOCH);
        return on.isAfter(ends.minusMonths(FOLLOWS_MONTHS));
    }

    /** What the other side of the threshold was told for is over. */
    private Mono<Void> crossed(Crossed crossed, Received received) {
        var scope = new Scope(crossed.unit(), crossed.ancestors());
        var crossing =
                new Crossing(crossed.unit(), crossed.threshold(), crossed.reached(), crossed.rule(), crossed.members());
        var opposite = Crossing.stem(crossed.unit(), crossed.threshold(), !crossed.reached());
        var occasion = new Occasion(
                received.id(),
                What.MEMBERS_CROSSED,
                crossing.subject(),
                scope,
                crossed.on().getYear(),
                List.of(),
                crossed.on(),
                received.time());
        return notices.settle(
                        What.MEMBERS_CROSSED,
                        crossed.unit(),
                        line -> line.subject().startsWith(opposite))
                .then(people.branch(scope).zipWith(people.superior(scope)))
                .map(both -> People.joined(both.getT1(), both.getT2()))
                .flatMap(accounts -> telling.tell(occasion, accounts))
                .then(notices.revive(occasion));
    }
}
