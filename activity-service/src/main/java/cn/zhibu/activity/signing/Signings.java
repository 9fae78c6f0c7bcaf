package cn.zhibu.activity.signing;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reading signatures. */
interface Signings extends Repository<Signing, String> {

    Mono<Signing> findById(String id);
}
