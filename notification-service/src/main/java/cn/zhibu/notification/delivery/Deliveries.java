package cn.zhibu.notification.delivery;

import java.time.Instant;
import org.springframework.data.domain.Pageable;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading deliveries. */
interface Deliveries extends Repository<Delivery, String> {

    @Query("{'course.state': 'WAITING', 'course.nextAt': {$lte: ?0}}")
    Flux<Delivery> findDue(Instant now, Pageable page);

    @Query(value = "{'course.state': 'WAITING'}", sort = "{'course.nextAt': 1, '_id': 1}")
    Flux<Delivery> findWaiting(Pageable page);

    @Query(value = "{'notices': ?0}", exists = true)
    Mono<Boolean> tells(String notice);

    @Query(value = "{'course.state': ?0}", count = true)
    Mono<Long> countIn(Delivery.State state);

    @Query("{'account': ?0, 'course.state': {$in: ['SENT', 'FAILED']}}")
    Flux<Delivery> findDone(String account, Pageable page);
}
