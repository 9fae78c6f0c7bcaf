package cn.zhibu.member.roster;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.repository.Meta;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading persons; lists ask for a day. */
interface Persons extends Repository<Person, String> {

    String COVERING = "{'reach': {$in: ?0}, 'memberships': {$elemMatch: "
            + "{'scope.ancestors': {$in: ?0}, 'from': {$lte: ?1}, 'until': {$gt: ?1}}}}";

    Mono<Person> findById(String id);

    Flux<Person> findByIdIn(Collection<String> ids);

    Mono<Person> findByUniqueKey(String key);

    Flux<Person> findByUniqueKeyIn(Collection<String> keys);

    @Query("{'memberships._id': ?0}")
    Mono<Person> findBySpell(String spell);

    @Query(COVERING)
    Flux<Person> findCovering(Collection<String> reach, LocalDate day, Pageable page);

    /** Whoever belonged there at some time of those days, without what was done to the files. */
    @Query(
            value = "{'reach': {$in: ?0}, 'memberships': {$elemMatch: "
                    + "{'scope.ancestors': {$in: ?0}, 'from': {$lte: ?2}, 'until': {$gt: ?1}}}}",
            fields = "{'acts': 0}")
    Flux<Person> findWithin(Collection<String> branches, LocalDate first, LocalDate last, Sort sort);

    /** As {@link #findCovering}, some at a time, and of each what is counted. */
    @Meta(cursorBatchSize = 500)
    @Query(
            value = "{'reach': ?0, 'memberships': {$elemMatch: "
                    + "{'scope.ancestors': ?0, 'from': {$lte: ?1}, 'until': {$gt: ?1}}}}",
            fields = "{'identity.gender': 1, 'identity.born': 1, 'identity.education': 1, 'memberships': 1}")
    Flux<Person> findToCount(String unit, LocalDate day);

    /** As {@link #findCovering}. */
    static Criteria covering(Collection<String> reach, LocalDate day) {
        return Criteria.where("reach")
                .in(reach)
                .and("memberships")
                .elemMatch(Criteria.where("scope.ancestors")
                        .in(reach)
                        .and("from")
                        .lte(day)
                        .and("until")
                        .gt(day));
    }

    /** Whoever belonged there and had left by that day. */
    static Criteria left(Collection<String> reach, LocalDate day) {
        return Criteria.where("reach")
                .in(reach)
                .and("memberships")
                .elemMatch(
                        Criteria.where("scope.ancestors").in(reach).and("until").lte(day));
    }

    @Query("{'reach': {$in: ?0}, 'bigrams': ?1}")
    Flux<Person> findNamed(Collection<String> reach, String bigram, Sort sort);

    @Query("{'reach': {$in: ?0}, 'identity.name': {$in: ?1}}")
    Flux<Person> findNamesakes(Collection<String> reach, List<String> names);

    @Query("{'reach': {$in: ?0}, 'memberships.until': {$gt: ?1}}")
    Flux<Person> findStaying(Collection<String> reach, LocalDate day);
}
