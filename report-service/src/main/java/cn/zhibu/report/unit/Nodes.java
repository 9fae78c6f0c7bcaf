package cn.zhibu.report.unit;

import java.util.Collection;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what was heard; written by the projection only. */
interface Nodes extends Repository<Rows.Node, String> {

    Mono<Rows.Node> findById(String id);

    Flux<Rows.Node> findByIdIn(Collection<String> ids);

    /** Everything at or below these units. */
    Flux<Rows.Node> findByScopeAncestorsIn(Collection<String> units);

    Flux<Rows.Node> findByKind(String kind);

    Flux<Rows.Node> findByParentIn(Collection<String> parents);
}
