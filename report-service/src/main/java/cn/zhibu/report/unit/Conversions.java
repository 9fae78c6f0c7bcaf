package cn.zhibu.report.unit;

import java.util.Collection;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;

/** Reads what was heard; written by the projection only. */
interface Conversions extends Repository<Rows.Converted, String> {

    Flux<Rows.Converted> findByIdIn(Collection<String> ids);
}
