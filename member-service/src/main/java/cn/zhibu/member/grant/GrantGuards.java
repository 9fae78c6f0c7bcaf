package cn.zhibu.member.grant;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reading the guard of a bureau. */
interface GrantGuards extends Repository<GrantGuard, String> {

    Mono<GrantGuard> findById(String id);
}
