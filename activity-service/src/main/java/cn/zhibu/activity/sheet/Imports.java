package cn.zhibu.activity.sheet;

import java.time.Instant;
import java.util.Collection;
import org.springframework.data.domain.Pageable;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads imports. */
interface Imports extends Repository<Import, String> {

    Mono<Import> findById(String id);

    @Query(value = "{'progress.state': {$in: ?0}}")
    Flux<Import> findIn(Collection<Import.State> states);

    @Query(value = "{'progress.state': ?0, 'until': {$lt: ?1}}")
    Flux<Import> findOver(Import.State state, Instant now);

    @Query(value = "{'progress.state': ?0}", sort = "{'until': 1}")
    Flux<Import> findNext(Import.State state, Pageable page);
}
