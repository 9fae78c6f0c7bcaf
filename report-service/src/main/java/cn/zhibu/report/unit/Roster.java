package cn.zhibu.report.unit;

import java.util.Collection;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;

/** Reads what was heard; written by the projection only. */
interface Roster extends Repository<Rows.Enrolled, String> {

    Flux<Rows.Enrolled> findByUnitIn(Collection<String> units);
}
