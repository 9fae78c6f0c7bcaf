package cn.zhibu.report.ledger;

import java.util.Collection;
import org.springframework.data.domain.Pageable;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the lines of the ledger. */
interface LedgerEntries extends Repository<LedgerEntry, String> {

    Mono<LedgerEntry> findById(String id);

    /** The event of a line, and nothing else of it. */
    record Written(String entry) {}

    /** Which of these events have a line. */
    @Query(value = "{'entry': {$in: ?0}}", fields = "{'entry': 1}")
    Flux<Written> ofEvents(Collection<String> events);

    @Query("{'_id': {$gt: ?0}}")
    Flux<LedgerEntry> behind(String id, Pageable page);

    Flux<LedgerEntry> findByIdIn(Collection<String> ids);
}
