package cn.zhibu.report.fact;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.report.catalogue.CatalogueService;
import cn.zhibu.report.fact.FactSet.Cell;
import java.time.Duration;
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
                .flatMapMany(stored -> Flux.fromIterable(stored.cells()).flatMap(cell -> recompute(stored, cell)))
                .then();
    }

    private Mono<Void> recompute(FactSet set, Cell cell) {
        return cells.findById(cell.key())
                .defaultIfEmpty(MonthCell.empty(set.scope(), cell))
                .flatMap(row -> sets.countingIn(cell.key())
                        .collectList()
                        .map(row::recomputed)
                        .flatMap(next -> next.equals(row) ? Mono.just(row) : changes.save(Change.of(next))))
                .retryWhen(Retry.backoff(TRIES, Duration.ofMillis(5))
                        .maxBackoff(Duration.ofMillis(200))
                        .filter(failure -> failure instanceof OptimisticLockingFailureException
                                || failure instanceof DuplicateKeyException))
                .then();
    }
}
