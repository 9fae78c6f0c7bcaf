package cn.zhibu.activity.survey;

import java.util.Collection;
import org.springframework.data.domain.Pageable;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading surveys. */
interface Surveys extends Repository<Survey, String> {

    Mono<Survey> findById(String id);

    @Query("{'scope.ancestors': {$in: ?0}}")
    Flux<Survey> findUnder(Collection<String> reach, Pageable page);

    @Query(value = "{'scope.ancestors': {$in: ?0}}", count = true)
    Mono<Long> countUnder(Collection<String> reach);
}
