package cn.zhibu.notification.inbox;

import java.time.Instant;
import org.springframework.data.domain.Pageable;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading notices. */
interface Notices extends Repository<Notice, String> {

    Flux<Notice> findByAccount(String account, Pageable page);

    Mono<Long> countByAccount(String account);

    @Query("{'account': ?0, 'readAt': {$exists: false}}")
    Flux<Notice> findUnread(String account, Pageable page);

    @Query(value = "{'account': ?0, 'readAt': {$exists: false}}", count = true)
    Mono<Long> countUnread(String account);

    Flux<Notice> findByAccountAndAtGreaterThanOrderByAt(String account, Instant after);
}
