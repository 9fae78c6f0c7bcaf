package cn.zhibu.member.account;

import java.util.Collection;
import org.springframework.data.domain.Pageable;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading accounts. */
interface Accounts extends Repository<Account, String> {

    Mono<Account> findById(String id);

    @Query("{'_id': {$in: ?0}}")
    Flux<Account> findByIds(Collection<String> ids);

    @Query("{'scope.ancestors': {$in: ?0}, 'username': {$gte: ?1, $lt: ?2}}")
    Flux<Account> findByUsername(Collection<String> reach, String from, String to, Pageable page);

    @Query(value = "{'scope.ancestors': {$in: ?0}, 'username': {$gte: ?1, $lt: ?2}}", count = true)
    Mono<Long> countByUsername(Collection<String> reach, String from, String to);

    @Query("{'scope.ancestors': {$in: ?0}, 'member': {$exists: true}, 'closedOn': {$exists: false}}")
    Flux<Account> findOwned(Collection<String> reach);
}
