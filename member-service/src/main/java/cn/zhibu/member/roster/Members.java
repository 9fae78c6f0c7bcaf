package cn.zhibu.member.roster;

import java.util.Collection;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading members. */
interface Members extends Repository<Member, String> {

    Mono<Member> findById(String id);

    Flux<Member> findByIdIn(Collection<String> ids);

    @Query("{'scope.ancestors': {$in: ?0}, 'standing.departedOn': {$exists: ?1}}")
    Flux<Member> findUnder(Collection<String> reach, boolean departed, Pageable page);

    @Query(value = "{'scope.ancestors': {$in: ?0}, 'standing.departedOn': {$exists: ?1}}", count = true)
    Mono<Long> countUnder(Collection<String> reach, boolean departed);

    @Query("{'scope.ancestors': {$in: ?0}, 'bigrams': ?1}")
    Flux<Member> findNamed(Collection<String> reach, String bigram, Sort sort);

    @Query("{'scope.unit': ?0, 'standing.departedOn': {$exists: false}}")
    Flux<Member> findByBranch(String branch, Sort sort);
}
