package cn.zhibu.report.duty;

import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads which years have been opened. */
interface DutyYears extends Repository<DutyYear, String> {

    Mono<DutyYear> findById(String id);

    /** Those from a year on; years have four digits. */
    @Query("{'_id': {$gte: ?0}}")
    Flux<DutyYear> from(String year);
}
