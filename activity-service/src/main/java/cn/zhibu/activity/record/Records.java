package cn.zhibu.activity.record;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reading one record; lists with filters are read by {@link RecordSearch}. */
interface Records extends Repository<WorkRecord, String> {

    Mono<WorkRecord> findById(String id);
}
