package cn.zhibu.report.report;

import java.util.Collection;
import org.springframework.data.domain.Pageable;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading reports; lists leave out what was pinned. */
interface Reports extends Repository<Report, String> {

    Mono<Report> findById(String id);

    /** Whether another report than this says the same of the same branch and year. */
    @Query(value = "{'scope.unit': ?0, 'subject.template': ?1, 'subject.year': ?2, '_id': {$ne: ?3}}", exists = true)
    Mono<Boolean> ofYear(String unit, String template, int year, String id);

    /** Whether another report than this says the same of the same branch and term. */
    @Query(
            value = "{'scope.unit': ?0, 'subject.template': ?1, 'subject.term.committee': ?2, '_id': {$ne: ?3}}",
            exists = true)
    Mono<Boolean> ofTerm(String unit, String template, String committee, String id);

    @Query(value = "{'scope.unit': ?0}", fields = "{'course.pinned.content': 0}")
    Flux<Report> ofUnit(String unit);

    @Query(
            value = "{'scope.ancestors': {$in: ?0}, 'course.state': {$in: ?1}, 'subject.year': {$gte: ?2, $lte: ?3}}",
            fields = "{'course.pinned.content': 0}")
    Flux<Report> list(Collection<String> reach, Collection<String> states, int from, int to, Pageable page);
}
