package cn.zhibu.member.organisation;

import java.time.LocalDate;
import java.util.Collection;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading units. */
interface Units extends Repository<Unit, String> {

    Mono<Unit> findById(String id);

    Flux<Unit> findByIdIn(Collection<String> ids);

    /** Those without a place in lists. */
    @Query("{'listed.parent': null, 'listed.path': null}")
    Flux<Unit> findUnlisted();

    /** Units below one, without itself, that are not closed by the day. */
    @Query(
            value = "{'scope.ancestors': ?0, '_id': {$ne: ?0}, $or: [{'life.until': {$exists: false}}, "
                    + "{'life.until': {$gt: ?1}}]}",
            count = true)
    Mono<Long> countOpenUnder(String unit, LocalDate day);
}
