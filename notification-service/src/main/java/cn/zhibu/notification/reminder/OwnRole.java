package cn.zhibu.notification.reminder;

import cn.zhibu.notification.inbox.NoticeService;
import cn.zhibu.notification.inbox.Occasion;
import cn.zhibu.notification.inbox.What;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.security.Role;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says it to the bureau and the branch when somebody gives himself a role that shows people's files unmasked. */
@Component
class OwnRole implements EventConsumer {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    record Given(String grant, String account, Role role, String unit, List<String> ancestors) {}

    private final People people;
    private final Telling telling;
    private final NoticeService notices;

    OwnRole(People people, Telling telling, NoticeService notices) {
        this.people = people;
        this.telling = telling;
        this.notices = notices;
    }

    @Override
    public String name() {
        return "own-role-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("member.events")
                .on("grant.given.v1", Given.class, this::given)
                .on(
                        "grant.revoked.v1",
                        Given.class,
                        (revoked, received) -> notices.settle(revoked.grant(), List.of(What.OWN_ROLE)));
    }

    private Mono<Void> given(Given given, Received received) {
        if (!given.account().equals(received.actor()) || !given.role().may(Capability.ENTER)) {
            return Mono.empty();
        }
        var scope = new Scope(given.unit(), given.ancestors());
        var day = LocalDate.ofInstant(received.time(), CHINA);
        var occasion = new Occasion(
                received.id(), What.OWN_ROLE, given.grant(), scope, day.getYear(), List.of(), day, received.time());
        return people.watching(scope)
                .map(accounts -> People.without(accounts, given.account()))
                .flatMap(accounts -> telling.tell(occasion, accounts));
    }
}
