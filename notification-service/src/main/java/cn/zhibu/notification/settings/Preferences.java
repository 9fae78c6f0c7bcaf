package cn.zhibu.notification.settings;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reading what people want. */
interface Preferences extends Repository<Preference, String> {

    Mono<Preference> findById(String account);
}
