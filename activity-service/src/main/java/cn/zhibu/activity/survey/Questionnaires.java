package cn.zhibu.activity.survey;

import java.time.LocalDate;
import org.springframework.data.domain.Pageable;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading questionnaires. */
interface Questionnaires extends Repository<Questionnaire, String> {

    Mono<Questionnaire> findById(String id);

    /** Those of a unit, the last one first. */
    @Query(value = "{'scope.unit': ?0}", sort = "{'keptOn': -1, '_id': -1}")
    Flux<Questionnaire> findLast(String unit, Pageable page);

    /** Whose day was over before that one: to be closed, or to be told of. */
    @Query("{'asking.due': {$lt: ?0}}")
    Flux<Questionnaire> findOver(LocalDate today);

    /** Whose day is yet to be over, the first to be so first. */
    @Query(value = "{'asking.due': {$gte: ?0}}", sort = "{'asking.due': 1}")
    Flux<Questionnaire> findDue(LocalDate today, Pageable page);
}
