package cn.zhibu.platform.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Mono;

/** Writes a document if it is made from something newer than what is there, whoever writes at the same moment. */
public final class Newest {

    /** Field that keeps the number of what a document is made from. */
    public static final String SEQUENCE = "_seq";

    private static final UpdateOptions OR_INSERT = new UpdateOptions().upsert(true);

    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);

    private Newest() {}

    /**
     * What a document is to be.
     *
     * @param sequence the number of what it is made from
     * @param emptied fields that it has no more
     */
    public record Version(String id, long sequence, Document fields, Document emptied) {}

    /**
     * Answers whether it was written. Two first writers may both find nothing and insert: who finds the id taken then
     * asks once more without inserting, and only that answer says which of them is newer.
     */
    public static Mono<Boolean> put(
            MongoCollection<Document> collection, String id, long sequence, Document fields, Document emptied) {
        var older = older(id, sequence);
        var update = update(sequence, fields, emptied);
        return Mono.from(collection.updateOne(older, update, OR_INSERT))
                .map(written -> true)
                .onErrorResume(
                        Duplicates::ofId,
                        there -> Mono.from(collection.updateOne(older, update))
                                .map(written -> written.getMatchedCount() == 1));
    }

    /** Writes many, each by itself and no id twice, in one question, and in another those that were there already. */
    public static Mono<Void> putAll(MongoCollection<Document> collection, List<Version> versions) {
        return Mono.from(collection.bulkWrite(
                        versions.stream()
                                .map(version -> model(version, OR_INSERT))
                                .toList(),
                        ANY_ORDER))
                .then()
                .onErrorResume(
                        MongoBulkWriteException.class,
                        failure -> Duplicates.allOfId(failure)
                                ? putOver(collection, versions, failure)
                                : Mono.error(failure));
    }

    private static Mono<Void> putOver(
            MongoCollection<Document> collection, List<Version> versions, MongoBulkWriteException failure) {
        var there = failure.getWriteErrors().stream()
                .map(error -> model(versions.get(error.getIndex()), new UpdateOptions()))
                .toList();
        return Mono.from(collection.bulkWrite(there, ANY_ORDER)).then();
    }

    private static UpdateOneModel<Document> model(Version version, UpdateOptions options) {
        return new UpdateOneModel<>(
                older(version.id(), version.sequence()),
                update(version.sequence(), version.fields(), version.emptied()),
                options);
    }

    private static Bson older(String id, long sequence) {
        return and(eq("_id", id), lt(SEQUENCE, sequence));
    }

    private static Document update(long sequence, Document fields, Document emptied) {
        var update = new Document("$set", new Document(fields).append(SEQUENCE, sequence));
        return emptied.isEmpty() ? update : update.append("$unset", emptied);
    }
}
