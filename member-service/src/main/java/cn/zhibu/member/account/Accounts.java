package cn.zhibu.member.account;

import java.util.Collection;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading accounts. */
interface Accounts extends Repository<Account, String> {

    Mono<Account> findById(String id);

    @Query("{'_id': {$in: ?0}}")
    Flux<Account> findByIds(Collection<String> ids);

    @Query("{'member': {$gt: ''}, 'scope.ancestors': {$in: ?0}, 'closedOn': null}")
    Flux<Account> findOwned(Collection<String> reach);

    @Query("{'member': {$in: ?0}}")
    Flux<Account> findByMembers(Collection<String> members);
}
