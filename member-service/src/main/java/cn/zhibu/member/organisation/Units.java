package cn.zhibu.member.organisation;

import java.util.Collection;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading units. */
interface Units extends Repository<Unit, String> {

    Mono<Unit> findById(String id);

    @Query("{'scope.ancestors': {$in: ?0}}")
    Flux<Unit> findUnder(Collection<String> reach, Sort sort);
}
