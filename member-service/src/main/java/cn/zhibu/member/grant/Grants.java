package cn.zhibu.member.grant;

import cn.zhibu.platform.security.Role;
import java.util.Collection;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading grants. */
interface Grants extends Repository<Grant, String> {

    Mono<Grant> findById(String id);

    Flux<Grant> findByAccount(String account);

    Flux<Grant> findByRole(Role role);

    @Query("{'scope.ancestors': {$in: ?0}}")
    Flux<Grant> findUnder(Collection<String> reach, Sort sort);
}
