package cn.zhibu.member.bureau;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading bureaus; only operators come here, and no tenant's database is touched. */
interface Bureaus extends Repository<Bureau, String> {

    Mono<Bureau> findById(String id);

    Flux<Bureau> findAllByOrderByCode();
}
