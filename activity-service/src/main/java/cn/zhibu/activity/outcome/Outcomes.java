package cn.zhibu.activity.outcome;

import java.util.Collection;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading outcomes. */
interface Outcomes extends Repository<Outcome, String> {

    Mono<Outcome> findById(String id);

    Flux<Outcome> findByIdIn(Collection<String> ids);
}
