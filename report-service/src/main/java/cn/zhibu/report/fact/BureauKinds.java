package cn.zhibu.report.fact;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reads what the bureau defined itself; written by the projection only. */
interface BureauKinds extends Repository<BureauKind, String> {

    Mono<BureauKind> findById(String id);
}
