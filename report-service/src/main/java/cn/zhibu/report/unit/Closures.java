package cn.zhibu.report.unit;

import java.util.Collection;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;

/** Reads what was heard; written by the projection only. */
interface Closures extends Repository<Rows.Closure, String> {

    Flux<Rows.Closure> findByIdIn(Collection<String> ids);
}
