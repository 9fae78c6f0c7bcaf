package cn.zhibu.notification.reminder;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reading closed units. */
interface Closures extends Repository<Heard.Closure, String> {

    Mono<Heard.Closure> findById(String unit);
}
