package cn.zhibu.report.template;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** Reading accepted Word files. */
interface StoredPapers extends Repository<StoredPaper, String> {

    Mono<StoredPaper> findById(String hash);
}
