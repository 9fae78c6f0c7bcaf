package cn.zhibu.member.post;

import java.time.LocalDate;
import org.springframework.data.domain.Pageable;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading how the posts of branches stand. */
interface PostSheets extends Repository<BranchPosts, String> {

    Mono<BranchPosts> findById(String id);

    /** Those for which a day has come. */
    @Query(value = "{'next': {$lte: ?0}}", sort = "{'next': 1}")
    Flux<BranchPosts> findTurned(LocalDate day, Pageable page);

    @Query(value = "{'next': {$gt: ?0}}", sort = "{'next': 1}")
    Flux<BranchPosts> findTurning(LocalDate day, Pageable page);
}
