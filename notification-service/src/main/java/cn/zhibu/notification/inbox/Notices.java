package cn.zhibu.notification.inbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading notices; what a person does not want in the inbox is in no list. */
interface Notices extends Repository<Notice, String> {

    @Query(value = "{'account': ?0, 'readAt': null, 'matter.hidden': {$ne: true}}", count = true)
    Mono<Long> countUnread(String account);

    @Query(value = "{'account': ?0, 'at': {$gt: ?1}, 'matter.hidden': {$ne: true}}", sort = "{'at': 1, '_id': 1}")
    Flux<Notice> findShownAfter(String account, Instant after);

    Flux<Notice> findByIdIn(Collection<String> ids);

    /** What still asks for something. */
    @Query("{'subject': ?0, 'what': {$in: ?1}, 'matter.settledAt': null}")
    Flux<Notice> findOpen(String subject, Collection<What> what);

    @Query("{'what': {$in: ?0}, 'unit': {$in: ?1}, 'matter.settledAt': null}")
    Flux<Notice> findOpenAt(Collection<What> what, Collection<String> units);

    @Query("{'what': ?0, 'matter.settledAt': null}")
    Flux<Notice> findOpen(What what);

    @Query("{'subject': ?0, 'what': ?1, 'matter.settledAt': {$lte: ?3}, 'matter.date': ?2}")
    Flux<Notice> findSettled(String subject, What what, LocalDate date, Instant until);
}
