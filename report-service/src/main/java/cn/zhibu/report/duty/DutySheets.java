package cn.zhibu.report.duty;

import java.time.LocalDate;
import java.util.Collection;
import org.springframework.data.domain.Pageable;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads duty sheets; written by {@link SheetKeeper} only. */
interface DutySheets extends Repository<DutySheet, String> {

    Mono<DutySheet> findById(String id);

    @Query("{'_id': {$in: ?0}}")
    Flux<DutySheet> named(Collection<String> ids);

    @Query("{'scope.unit': {$in: ?0}}")
    Flux<DutySheet> ofUnits(Collection<String> units);

    /** Those that are to be judged anew, or whose cells are of a day before; without what was found. */
    @Query(
            value = "{$or: [{'year': ?0, 'scope.ancestors': {$in: ?1}, 'judgement.basis': null},"
                    + " {'year': ?0, 'scope.ancestors': {$in: ?1}, 'judgement.basis': {$lt: ?2}},"
                    + " {'year': ?0, 'scope.ancestors': {$in: ?1}, 'judgement.basis': {$gt: ?2}},"
                    + " {'year': ?0, 'scope.ancestors': {$in: ?1}, 'judgement.basis': ?2,"
                    + " 'judgement.turns': {$lte: ?3}}]}",
            fields = "{'judgement.packed': 0, 'judgement.cells': 0, 'judgement.tally': 0}")
    Flux<DutySheet> toRenew(int year, Collection<String> units, String basis, LocalDate today);

    @Query(value = "{'lookOn': {$gt: ?0}}", fields = "{'judgement': 0}")
    Flux<DutySheet> nextToLook(LocalDate after, Pageable page);

    @Query(value = "{'lookOn': {$lte: ?0}}", fields = "{'judgement': 0}")
    Flux<DutySheet> toLook(LocalDate today);
}
