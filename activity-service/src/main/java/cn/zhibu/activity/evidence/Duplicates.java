package cn.zhibu.activity.evidence;

import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.platform.security.Caller;
import java.util.List;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Says where the content of a file is attached already. It is a fact for who attaches it, refuses nothing and is kept
 * nowhere; what lies beyond his grants is counted and not named.
 */
@Component
class Duplicates {

    private final EvidenceRows rows;
    private final ReactiveMongoTemplate mongo;

    Duplicates(EvidenceRows rows, ReactiveMongoTemplate mongo) {
        this.rows = rows;
        this.mongo = mongo;
    }

    private record Found(Elsewhere.Holder holder, boolean readable) {}

    Mono<Elsewhere> of(Evidence evidence, Caller caller) {
        return Mono.justOrEmpty(evidence.content())
                .flatMapMany(content -> rows.findAttached(content, PageRequest.of(0, Elsewhere.MOST)))
                .filter(other -> !other.id().equals(evidence.id()))
                .flatMapIterable(other -> holders(other, caller))
                .distinct(Found::holder)
                .take(Elsewhere.MOST)
                .filterWhen(found -> saved(found.holder()))
                .collectList()
                .map(Duplicates::told);
    }

    private static List<Found> holders(Evidence other, Caller caller) {
        boolean readable = caller.may(READ, other.scope());
        var unit = other.scope().unit();
        return other.holding().by().stream()
                .map(holder -> holder.split("/", 2))
                .map(holder -> new Found(new Elsewhere.Holder(holder[0], holder[1], unit), readable))
                .toList();
    }

    /** What was about to name it is not always saved in the end. */
    private Mono<Boolean> saved(Elsewhere.Holder holder) {
        return mongo.exists(Query.query(Criteria.where("_id").is(holder.id())), holder.kind());
    }

    private static Elsewhere told(List<Found> all) {
        return new Elsewhere(
                all.size(),
                all.stream().filter(Found::readable).map(Found::holder).toList());
    }
}
