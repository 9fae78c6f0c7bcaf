package cn.zhibu.report.ledger;

import java.util.Collection;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the lines of the ledger. */
interface LedgerEntries extends Repository<LedgerEntry, String> {

    Mono<LedgerEntry> findById(String id);

    Mono<Boolean> existsByEntry(String entry);

    Flux<LedgerEntry> findByIdIn(Collection<String> ids);
}
