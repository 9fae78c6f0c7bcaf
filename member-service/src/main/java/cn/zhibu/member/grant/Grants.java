package cn.zhibu.member.grant;

import cn.zhibu.platform.security.Role;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading grants. */
interface Grants extends Repository<Grant, String> {

    Mono<Grant> findById(String id);

    @Query(value = "{'account': ?0}", sort = "{'givenOn': 1, '_id': 1}")
    Flux<Grant> findByAccount(String account);

    Flux<Grant> findByRole(Role role);

    /** Those that follow a post in the branch, ended ones too. */
    @Query("{'post.unit': ?0}")
    Flux<Grant> findFollowing(String branch);
}
