package cn.zhibu.report.fact;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.report.catalogue.CatalogueService;
import cn.zhibu.report.fact.FactSet.Cell;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Stores a set of facts if it is newer and makes the months it touches anew. The months are made anew for an older or
 * equal set too, so that a stop between the two steps heals itself when the event comes again.
 */
@Component
final class FactKeeper {

    private static final int TRIES = 10;

    private final Changes changes;
    private final FactSets sets;
    private final MonthCells cells;
    private final CatalogueService catalogue;

    FactKeeper(Changes changes, FactSets sets, MonthCells cells, CatalogueService catalogue) {
        this.changes = changes;
        this.sets = sets;
        this.cells = cells;
        this.catalogue = catalogue;
    }

    Mono<Void> keep(FactSet set) {
        return sets.findById(set.id())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(previous -> set.after(previous.orElse(null), catalogue::measure))
                .flatMap(next -> changes.project(next, next.origin().sequence())
                        .flatMap(newer -> newer ? Mono.just(next) : sets.findById(set.id())))
                .flatMap(stored -> Mono.defer(() -> recompute(stored))
                        .retryWhen(Retry.backoff(TRIES, Duration.ofMillis(5))
                                .maxBackoff(Duration.ofMillis(200))
                                .filter(failure -> failure instanceof OptimisticLockingFailureException
                                        || failure instanceof DuplicateKeyException)));
    }

    /** Cells first, then what counts in them: who changes a cell meanwhile is noticed by its version. */
    private Mono<Void> recompute(FactSet set) {
        var keys = set.cells().stream().map(Cell::key).toList();
        if (keys.isEmpty()) {
            return Mono.empty();
        }
        return cells.findByIdIn(keys)
                .collectMap(MonthCell::id)
                .flatMap(rows -> sets.countingIn(keys)
                        .collectList()
                        .flatMapMany(counting -> Flux.fromIterable(set.cells())
                                .flatMap(cell -> recomputed(
                                        rows.getOrDefault(cell.key(), MonthCell.empty(set.scope(), cell)), counting)))
                        .then());
    }

    private Mono<MonthCell> recomputed(MonthCell row, List<FactSet.Counting> counting) {
        var next = row.recomputed(counting);
        return next.equals(row) ? Mono.just(row) : changes.save(Change.of(next));
    }
}
