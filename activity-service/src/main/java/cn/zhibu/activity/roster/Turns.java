package cn.zhibu.activity.roster;

import java.util.Collection;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;

/** Reading what happened to members. */
interface Turns extends Repository<Turn, String> {

    Flux<Turn> findByIdIn(Collection<String> ids);
}
