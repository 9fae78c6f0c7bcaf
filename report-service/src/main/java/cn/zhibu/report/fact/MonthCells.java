package cn.zhibu.report.fact;

import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads totals of months. */
interface MonthCells extends Repository<MonthCell, String> {

    Mono<MonthCell> findById(String id);

    @Query("{'scope.ancestors': ?0, 'measure': ?1, 'month': {$gte: ?2, $lte: ?3}}")
    Flux<MonthCell> below(String unit, String measure, String from, String to);
}
