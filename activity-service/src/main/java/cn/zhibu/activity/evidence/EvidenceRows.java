package cn.zhibu.activity.evidence;

import java.time.Instant;
import java.util.Collection;
import org.springframework.data.domain.Pageable;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads evidence. */
interface EvidenceRows extends Repository<Evidence, String> {

    Mono<Evidence> findById(String id);

    Flux<Evidence> findByIdIn(Collection<String> ids);

    @Query("{'holding.state': ?0, 'holding.touchedAt': {$lt: ?1}}")
    Flux<Evidence> findUntouched(Evidence.State state, Instant since);

    @Query(value = "{'holding.state': ?0, 'holding.touchedAt': {$gte: ?1}}", sort = "{'holding.touchedAt': 1}")
    Flux<Evidence> findTouchedFrom(Evidence.State state, Instant since, Pageable page);

    /** What something names with the same content. */
    @Query("{'content': ?0, 'holding.state': {$in: ['HELD', 'KEPT']}}")
    Flux<Evidence> findAttached(String content, Pageable page);

    @Query(value = "{'file.hash': ?0, 'holding.state': {$in: ['LOOSE', 'HELD', 'KEPT']}}", exists = true)
    Mono<Boolean> existsByFile(String hash);

    @Query(value = "{'thumbnail.hash': ?0, 'holding.state': {$in: ['LOOSE', 'HELD', 'KEPT']}}", exists = true)
    Mono<Boolean> existsByThumbnail(String hash);
}
