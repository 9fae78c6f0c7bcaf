package cn.zhibu.platform.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.Document;
import reactor.core.publisher.Mono;

/** Writes a document if it is made from something newer than what is there, whoever writes at the same moment. */
public final class Newest {

    /** Field that keeps the number of what a document is made from. */
    public static final String SEQUENCE = "_seq";

    private static final UpdateOptions OR_INSERT = new UpdateOptions().upsert(true);

    private Newest() {}

    /**
     * Answers whether it was written. Two first writers may both find nothing and insert: who finds the id taken then
     * asks once more without inserting, and only that answer says which of them is newer.
     */
    public static Mono<Boolean> put(
            MongoCollection<Document> collection, String id, long sequence, Document fields, Document emptied) {
        var older = and(eq("_id", id), lt(SEQUENCE, sequence));
        var update = new Document("$set", new Document(fields).append(SEQUENCE, sequence));
        if (!emptied.isEmpty()) {
            update.append("$unset", emptied);
        }
        return Mono.from(collection.updateOne(older, update, OR_INSERT))
                .map(written -> true)
                .onErrorResume(
                        Duplicates::ofId,
                        there -> Mono.from(collection.updateOne(older, update))
                                .map(written -> written.getMatchedCount() == 1));
    }
}
