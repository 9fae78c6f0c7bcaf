package cn.zhibu.report.unit;

import java.util.Collection;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;

/** Reads what was heard; written by the projection only. */
interface Departures extends Repository<Rows.Departed, String> {

    Flux<Rows.Departed> findByIdIn(Collection<String> ids);
}
