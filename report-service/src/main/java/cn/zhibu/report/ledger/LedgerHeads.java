package cn.zhibu.report.ledger;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reads the ledger. */
interface LedgerHeads extends Repository<LedgerHead, String> {

    Mono<LedgerHead> findById(String id);
}
