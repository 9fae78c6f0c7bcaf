package cn.zhibu.report.ledger;

import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the anchors of the ledger. */
interface LedgerAnchors extends Repository<LedgerAnchor, String> {

    Mono<LedgerAnchor> findById(String id);

    Mono<LedgerAnchor> findFirstByOrderBySeqDesc();

    @Query(value = "{'seq': {$gt: ?0, $lte: ?1}}", sort = "{'seq': 1}")
    Flux<LedgerAnchor> findWithin(long after, long until);
}
