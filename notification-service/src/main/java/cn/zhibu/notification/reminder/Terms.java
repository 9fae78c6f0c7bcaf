package cn.zhibu.notification.reminder;

import java.time.LocalDate;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;

/** Reading terms. */
interface Terms extends Repository<Heard.Term, String> {

    @Query("{'ends': {$gte: ?0, $lte: ?1}}")
    Flux<Heard.Term> findEnding(LocalDate from, LocalDate to);

    Flux<Heard.Term> findByUnit(String unit);
}
