package cn.zhibu.report.unit;

import java.util.Collection;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;

/** Reads what was heard; written by the projection only. */
interface Committees extends Repository<Rows.Formed, String> {

    Flux<Rows.Formed> findByUnitIn(Collection<String> units);
}
