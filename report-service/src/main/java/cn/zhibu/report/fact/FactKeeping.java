package cn.zhibu.report.fact;

import cn.zhibu.platform.change.Changes;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps a set of facts and has those look again who follow. */
@Component
final class FactKeeping {

    private final Changes changes;
    private final List<FactFollower> followers;

    FactKeeping(Changes changes, ObjectProvider<FactFollower> followers) {
        this.changes = changes;
        this.followers = followers.orderedStream().toList();
    }

    /** They look also after a repeated event: the one before may have died between the row and those who follow. */
    Mono<Void> keep(FactSet set) {
        return changes.project(set, set.origin().sequence())
                .thenMany(Flux.fromIterable(followers)
                        .concatMap(follower -> follower.changed(
                                set.scope().unit(), set.origin().source(), set.id())))
                .then();
    }
}
