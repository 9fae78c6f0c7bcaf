package cn.zhibu.member.term;

import java.util.Collection;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading committees. */
interface Committees extends Repository<Committee, String> {

    Mono<Committee> findById(String id);

    @Query(value = "{'scope.unit': ?0, 'withdrawn': null}", sort = "{'term.on': -1, '_id': 1}")
    Flux<Committee> findOf(String branch);

    @Query("{'scope.ancestors': {$in: ?0}, 'withdrawn': null}")
    Flux<Committee> findUnder(Collection<String> reach);

    @Query("{'seats.member': ?0, 'withdrawn': null}")
    Flux<Committee> findSeating(String member);
}
