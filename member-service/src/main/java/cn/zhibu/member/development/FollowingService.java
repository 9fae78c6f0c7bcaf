package cn.zhibu.member.development;

import static cn.zhibu.member.development.DevelopmentProblem.DEVELOPMENT_UNDER_WAY;

import cn.zhibu.member.development.Development.Ended;
import cn.zhibu.member.development.Development.Ending;
import cn.zhibu.member.development.Development.Status;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.process.problem.Problem;
import cn.zhibu.rules.RuleService;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Lets the case of a probationary member follow a transfer (DM-27); said again, it has followed already. */
@Service
public class FollowingService {

    private final Developments developments;
    private final DevelopmentFiles files;
    private final RuleService rules;
    private final Changes changes;
    private final Clock clock;

    FollowingService(
            Developments developments, DevelopmentFiles files, RuleService rules, Changes changes, Clock clock) {
        this.developments = developments;
        this.files = files;
        this.rules = rules;
        this.changes = changes;
        this.clock = clock;
    }

    /** Into another branch of the bureau. Where that branch keeps a case of the same person already, each stays where it is. */
    public Mono<Void> follow(String member, Scope to, LocalDate on, Caller caller) {
        return developments
                .findOpenOf(member)
                .flatMap(found -> changes.on(Development.class, found.id())
                        .decideWith(development -> files.name(development)
                                .flatMap(name -> files.key(
                                        to.unit(), name, development.person().born()))
                                .map(key -> development.move(to, on, key))))
                .onErrorResume(
                        Problem.class,
                        refusal -> refusal.type() == DEVELOPMENT_UNDER_WAY ? Mono.empty() : Mono.error(refusal))
                .then();
    }

    /** To an organisation outside: here the case has ended, the papers go along. */
    public Mono<Void> leave(String member, String outside, LocalDate on, Caller caller) {
        return developments
                .findOpenOf(member)
                .filter(found -> !on.isBefore(found.applied()))
                .flatMap(found -> files.reason(found.id(), outside)
                        .map(reason -> new Ended(Ending.MOVED, on, reason, clock.instant(), caller.account()))
                        .flatMap(end -> changes.on(Development.class, found.id())
                                .decide(development -> development.course().status() == Status.OPEN
                                        ? development.end(end, outside, new Judge(rules, LocalDate.now(clock)))
                                        : Change.of(development))))
                .then();
    }
}
