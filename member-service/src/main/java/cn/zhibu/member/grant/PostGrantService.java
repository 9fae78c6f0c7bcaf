package cn.zhibu.member.grant;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Role;
import cn.zhibu.process.problem.Problem;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Grants that follow the secretary's post of a branch. Nobody asks for them by hand: the seats say who has them. Each is named by
 * branch, account and how many there were before, so that giving it twice is giving it once.
 */
@Service
public class PostGrantService {

    private final Grants grants;
    private final Guarding guarding;
    private final Changes changes;
    private final Clock clock;

    PostGrantService(Grants grants, Guarding guarding, Changes changes, Clock clock) {
        this.grants = grants;
        this.guarding = guarding;
        this.changes = changes;
        this.clock = clock;
    }

    /** Those of a branch, ended ones too. */
    public Flux<Following> of(String branch) {
        return grants.findFollowing(branch)
                .mapNotNull(grant -> grant.post() == null
                        ? null
                        : new Following(
                                grant.id(), grant.account(), grant.post().member(), grant.revokedOn() == null));
    }

    /**
     * Gives one; answers whether it is there. It is not where the account is an auditor over the branch, who changes nothing.
     *
     * @param before how many such grants the account has had here
     */
    public Mono<Boolean> give(String account, String member, Scope branch, long before) {
        var id = Command.nameOf("post grant", branch.unit(), account, Long.toString(before));
        var post = new Grant.Post(branch.unit(), member);
        return guarding.give(id, account, Role.SECRETARY, branch, post)
                .flatMap(changes::begin)
                .thenReturn(true)
                .onErrorResume(
                        Problem.class,
                        refused -> refused.type() == GrantProblem.AUDITOR_CHANGES_NOTHING
                                ? Mono.just(false)
                                : Mono.error(refused));
    }

    /** Ends one; one that has ended stays as it is. */
    public Mono<Void> end(String grant) {
        return changes.on(Grant.class, grant)
                .decide(found -> found.end(LocalDate.now(clock)))
                .then();
    }
}
