package cn.zhibu.notification.delivery;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reading addresses. */
interface Addresses extends Repository<Address, String> {

    Mono<Address> findById(String account);
}
