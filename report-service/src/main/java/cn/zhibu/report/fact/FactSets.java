package cn.zhibu.report.fact;

import java.time.LocalDate;
import java.util.Collection;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads sets of facts; written by the projection only. */
interface FactSets extends Repository<FactSet, String> {

    Mono<FactSet> findById(String id);

    @Query("{'scope.unit': {$in: ?0}, 'origin.withdrawn': false}")
    Flux<FactSet> ofOwners(Collection<String> units);

    @Query("{'scope.ancestors': ?0, 'origin.withdrawn': false}")
    Flux<FactSet> ofSubtree(String unit);

    @Query("{'scope.unit': {$in: ?0}, 'origin.withdrawn': false, 'origin.source': {$in: ?1},"
            + " 'origin.date': {$gte: ?2, $lte: ?3}}")
    Flux<FactSet> ofOwners(Collection<String> units, Collection<String> sources, LocalDate from, LocalDate to);

    @Query("{'scope.ancestors': ?0, 'origin.withdrawn': false, 'facts.measure': ?1}")
    Flux<FactSet> below(String unit, String measure);

    /** What counts in any of these cells, without the rest. */
    @Query(value = "{'cells.key': {$in: ?0}}", fields = "{'cells': 1}")
    Flux<FactSet.Counting> countingIn(Collection<String> cells);
}
