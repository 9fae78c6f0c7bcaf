package cn.zhibu.activity.survey;

import java.time.LocalDate;
import java.util.Collection;
import org.springframework.data.domain.Pageable;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading opinions. */
interface Opinions extends Repository<Opinion, String> {

    Mono<Opinion> findById(String id);

    @Query("{'survey': ?0, 'status': {$in: ?1}}")
    Flux<Opinion> findOf(String survey, Collection<Opinion.Status> states, Pageable page);

    /** Whose day was over before that one, and nobody has been told. */
    @Query("{'charge.untold': {$lt: ?0}}")
    Flux<Opinion> findUntold(LocalDate today);

    /** Whose day is yet to be over, the first to be so first. */
    @Query(value = "{'charge.untold': {$gte: ?0}}", sort = "{'charge.untold': 1}")
    Flux<Opinion> findDue(LocalDate today, Pageable page);

    @Query(value = "{'survey': ?0, 'status': {$in: ?1}}", count = true)
    Mono<Long> countOf(String survey, Collection<Opinion.Status> states);
}
