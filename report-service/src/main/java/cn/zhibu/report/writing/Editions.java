package cn.zhibu.report.writing;

import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading editions. */
interface Editions extends Repository<Edition, String> {

    Mono<Edition> findById(String id);

    Flux<Edition> findByReportAndSection(String report, String section);
}
