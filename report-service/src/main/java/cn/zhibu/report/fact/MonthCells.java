package cn.zhibu.report.fact;

import java.util.Collection;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;

/** Reads totals of months. */
interface MonthCells extends Repository<MonthCell, String> {

    Flux<MonthCell> findByIdIn(Collection<String> ids);

    @Query("{'scope.ancestors': ?0, 'measure': ?1, 'month': {$gte: ?2, $lte: ?3}}")
    Flux<MonthCell> below(String unit, String measure, String from, String to);
}
