package cn.zhibu.member.term;

import java.util.Collection;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading committees. */
interface Committees extends Repository<Committee, String> {

    Mono<Committee> findById(String id);

    @Query("{'scope.unit': ?0, 'withdrawn': {$exists: false}}")
    Flux<Committee> findOf(String branch, Sort sort);

    @Query("{'scope.ancestors': {$in: ?0}, 'withdrawn': {$exists: false}}")
    Flux<Committee> findUnder(Collection<String> reach);
}
