package cn.zhibu.notification.reminder;

import java.time.Instant;
import org.springframework.data.domain.Pageable;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;

/** Reading reports that wait for somebody, longest first. */
interface Waiting extends Repository<Heard.Report, String> {

    @Query(value = "{'state': ?0, 'since': {$lte: ?1}}", sort = "{'since': 1, '_id': 1}")
    Flux<Heard.Report> findSince(Heard.State state, Instant before);

    @Query(value = "{'state': ?0, 'since': {$gt: ?1}}", sort = "{'since': 1, '_id': 1}")
    Flux<Heard.Report> findAfter(Heard.State state, Instant moment, Pageable page);

    @Query(value = "{'scope.ancestors': ?0, 'state': ?1}", sort = "{'since': 1, '_id': 1}")
    Flux<Heard.Report> findBelow(String unit, Heard.State state);
}
