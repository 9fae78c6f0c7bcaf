package cn.zhibu.notification.inbox;

import cn.zhibu.notification.inbox.Notice.What;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import cn.zhibu.platform.security.Holders;
import cn.zhibu.platform.security.Role;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts a notice into the inboxes of those whom a report's step concerns, never of the one who took it. */
@Component
class NoticeReaction implements EventConsumer {

    record Step(String report, String unit, List<String> ancestors, int year) {}

    private final Changes changes;
    private final Holders holders;
    private final Bells bells;
    private final Clock clock;

    NoticeReaction(Changes changes, Holders holders, Bells bells, Clock clock) {
        this.changes = changes;
        this.holders = holders;
        this.bells = bells;
        this.clock = clock;
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("report.events")
                .on(
                        "report.submitted.v1",
                        Step.class,
                        (step, received) -> tell(
                                What.REPORT_SUBMITTED, step, received, holders.nearest(Role.REVIEWER, scope(step))))
                .on(
                        "report.commented.v1",
                        Step.class,
                        (step, received) -> tell(What.REPORT_COMMENTED, step, received, branch(step)))
                .on(
                        "report.returned.v1",
                        Step.class,
                        (step, received) -> tell(What.REPORT_RETURNED, step, received, branch(step)))
                .on(
                        "report.accepted.v1",
                        Step.class,
                        (step, received) -> tell(What.REPORT_ACCEPTED, step, received, branch(step)));
    }

    /** The secretary and the clerks of the branch. */
    private Mono<Set<String>> branch(Step step) {
        return Mono.zip(holders.nearest(Role.SECRETARY, scope(step)), holders.nearest(Role.CLERK, scope(step)))
                .map(both -> {
                    var all = new TreeSet<>(both.getT1());
                    all.addAll(both.getT2());
                    return all;
                });
    }

    private Mono<Void> tell(What what, Step step, Received received, Mono<Set<String>> accounts) {
        return accounts.flatMapMany(Flux::fromIterable)
                .filter(account -> !account.equals(received.actor()))
                .concatMap(account -> changes.save(Change.of(new Notice(
                        Command.nameOf(received.id(), account),
                        account,
                        what,
                        step.report(),
                        step.unit(),
                        step.year(),
                        clock.instant(),
                        null,
                        null))))
                .doOnNext(bells::ring)
                .then();
    }

    private static Scope scope(Step step) {
        return new Scope(step.unit(), step.ancestors());
    }
}
