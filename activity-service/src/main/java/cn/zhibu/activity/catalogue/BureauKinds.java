package cn.zhibu.activity.catalogue;

import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading the kinds of the bureau at hand; there are never more than 200. */
interface BureauKinds extends Repository<BureauKind, String> {

    Mono<BureauKind> findById(String id);

    @Query(value = "{'_id': {$gt: ''}}", sort = "{'_id': 1}")
    Flux<BureauKind> all();
}
