package cn.zhibu.report.fact;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Row;
import cn.zhibu.report.fact.FactFollower.Changed;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps sets of facts and has those look again who follow. */
@Component
final class FactKeeping {

    private final Changes changes;
    private final List<FactFollower> followers;

    FactKeeping(Changes changes, ObjectProvider<FactFollower> followers) {
        this.changes = changes;
        this.followers = followers.orderedStream().toList();
    }

    /** They look also after a repeated event: the one before may have died between the row and those who follow. */
    Mono<Void> keep(List<FactSet> sets) {
        var changed = sets.stream()
                .map(set -> new Changed(set.scope().unit(), set.origin().source(), set.id()))
                .distinct()
                .toList();
        return changes.projectAll(sets.stream()
                        .map(set -> new Row<>(set, set.origin().sequence()))
                        .toList())
                .thenMany(Flux.fromIterable(followers).concatMap(follower -> follower.changed(changed)))
                .then();
    }
}
