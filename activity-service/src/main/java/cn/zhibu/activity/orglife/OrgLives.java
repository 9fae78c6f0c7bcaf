package cn.zhibu.activity.orglife;

import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reading organisational-life meetings. */
interface OrgLives extends Repository<OrgLife, String> {

    Mono<OrgLife> findById(String id);

    @Query("{'scope.unit': ?0, 'year': ?1}")
    Mono<OrgLife> findOf(String unit, int year);
}
