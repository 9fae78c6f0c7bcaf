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

    /** Without the judgements: what a table shows. */
    @Query(value = "{'year': ?0, 'scope.ancestors': {$in: ?1}}", fields = "{'judgement.duties': 0}")
    Flux<DutySheet> below(int year, Collection<String> units);

    @Query(value = "{'lookOn': {$gt: ?0}}", fields = "{'judgement': 0}")
    Flux<DutySheet> nextToLook(LocalDate after, Pageable page);

    @Query(value = "{'lookOn': {$lte: ?0}}", fields = "{'judgement': 0}")
    Flux<DutySheet> toLook(LocalDate today);
}
