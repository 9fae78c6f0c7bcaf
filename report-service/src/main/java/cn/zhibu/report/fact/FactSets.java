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

    /** Those of whose facts some are asked for on that day or later. */
    @Query("{'scope.ancestors': ?0, 'until': {$gte: ?1}, 'origin.withdrawn': false}")
    Flux<FactSet> ofSubtree(String unit, LocalDate from);

    /** What a duty looks at, without the facts and without lists of what is not asked. */
    @Query(
            value = "{'scope.unit': {$in: ?0}, 'origin.source': {$in: ?1}, 'origin.withdrawn': false,"
                    + " 'origin.date': {$gte: ?2, $lte: ?3}}",
            fields = "{'scope.unit': 1, 'origin': 1, 'values.form': 1, 'values.groups': 1, 'values.rule': 1,"
                    + " 'values.attendees': 1, 'values.absentees': 1,"
                    + " 'values.reason': 1, 'values.document': 1, 'values.until': 1}")
    Flux<FactSet.Occasion> occasions(
            Collection<String> units, Collection<String> sources, LocalDate from, LocalDate to);

    /** The same of named sets, whatever their day. */
    @Query(
            value = "{'_id': {$in: ?0}, 'origin.withdrawn': false}",
            fields = "{'scope.unit': 1, 'origin': 1, 'values.form': 1, 'values.groups': 1, 'values.rule': 1,"
                    + " 'values.attendees': 1, 'values.absentees': 1,"
                    + " 'values.reason': 1, 'values.document': 1, 'values.until': 1}")
    Flux<FactSet.Occasion> subjects(Collection<String> ids);

    @Query(
            value = "{'scope.ancestors': ?0, 'until': {$gte: ?2}, 'origin.withdrawn': false, 'facts.measure': ?1}",
            fields = "{'facts': 1}")
    Flux<FactSet.Measured> below(String unit, String measure, LocalDate from);
}
