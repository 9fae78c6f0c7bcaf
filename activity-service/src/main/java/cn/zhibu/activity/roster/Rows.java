package cn.zhibu.activity.roster;

import java.util.Collection;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading units. */
interface Rows extends Repository<UnitRow, String> {

    Mono<UnitRow> findById(String id);

    Flux<UnitRow> findByIdIn(Collection<String> ids);
}
