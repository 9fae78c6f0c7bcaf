package cn.zhibu.platform.change;

import static cn.zhibu.platform.problem.PlatformProblem.TOO_MUCH_UNSENT;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Mono;

/**
 * How many events may wait in one document: while the broker is away its outbox grows with every act, and the store ends
 * at 16 MB. What is beyond is refused until the broker has taken what waits.
 */
final class Unsent {

    static final int MOST = 200;

    private static final Bson FULL = exists(Outbox.FIELD + "." + (MOST - 1));

    private Unsent() {}

    /** Finds the document only while there is room for what the act says. */
    static Bson bounded(Bson loaded, List<Envelope> outbox) {
        return outbox.isEmpty() ? loaded : and(loaded, exists(Outbox.FIELD + "." + (MOST - 1), false));
    }

    /** The refusal of a write that found nothing, where the reason is a full outbox; otherwise nothing. */
    static Mono<Void> refusal(MongoCollection<Document> collection, Bson loaded, List<Envelope> outbox) {
        if (outbox.isEmpty()) {
            return Mono.empty();
        }
        return Mono.from(collection
                        .find(and(loaded, FULL))
                        .projection(include("_id"))
                        .first())
                .flatMap(full -> Mono.error(TOO_MUCH_UNSENT.of()));
    }
}
