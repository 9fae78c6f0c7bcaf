package cn.zhibu.notification.reminder;

import java.time.Instant;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;

/** Reading reports that wait for somebody. */
interface Waiting extends Repository<Heard.Report, String> {

    @Query("{'state': ?0, 'since': {$lte: ?1}}")
    Flux<Heard.Report> findSince(Heard.State state, Instant before);

    @Query("{'scope.ancestors': ?0, 'state': ?1}")
    Flux<Heard.Report> findBelow(String unit, Heard.State state);
}
