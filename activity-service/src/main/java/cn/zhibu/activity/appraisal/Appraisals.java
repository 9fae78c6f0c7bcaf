package cn.zhibu.activity.appraisal;

import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reading appraisals. */
interface Appraisals extends Repository<Appraisal, String> {

    @Query("{'scope.unit': ?0, 'year': ?1}")
    Mono<Appraisal> findOf(String unit, int year);
}
