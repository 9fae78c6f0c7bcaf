package cn.zhibu.report.ledger;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reads the ledger. */
interface LedgerAnchors extends Repository<LedgerAnchor, String> {

    Mono<LedgerAnchor> findById(String id);
}
