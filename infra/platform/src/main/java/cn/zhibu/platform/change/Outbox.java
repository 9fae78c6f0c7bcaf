package cn.zhibu.platform.change;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** How unsent events lie in their document, and what is said to the store about them. */
final class Outbox {

    static final String FIELD = "_outbox";
    static final String UNSENT = "_unsent";

    /** Field of a document that is deleted once its events are sent. */
    static final String EPHEMERAL = "_ephemeral";

    private static final String BY = UNSENT + ".by";
    private static final String AT = UNSENT + ".at";

    /** Has an entry for each document with something unsent and for no other. */
    static final Document INDEX = new Document(BY, 1).append(AT, 1);

    static final IndexOptions INDEXED = new IndexOptions().name("unsent").sparse(true);

    /** What of a document is looked at; the rest of it, with all its versions, stays where it is. */
    static final Bson NEEDED = include(FIELD, UNSENT, EPHEMERAL);

    static final Bson OLDEST = new Document(AT, 1);

    private Outbox() {}

    static List<Document> documents(List<Envelope> envelopes) {
        return envelopes.stream().map(Envelope::document).toList();
    }

    /** What this writer left unsent, behind a moment. */
    static Bson of(String writer, long after) {
        return and(eq(BY, writer), gt(AT, after));
    }

    static Bson of(String writer) {
        return eq(BY, writer);
    }

    /**
     * Takes out what was sent. Where the stamp is still that of the last write known here, everything was sent: the stamp goes
     * in the same step, and an ephemeral document as a whole. Where somebody has written since, nothing matches.
     */
    static WriteModel<Document> taken(Told told) {
        var unchanged = and(
                eq("_id", told.place().id()),
                eq(BY, told.stamp().by()),
                eq(AT, told.stamp().at()));
        return told.ephemeral()
                ? new DeleteOneModel<>(unchanged)
                : new UpdateOneModel<>(unchanged, pull(told).append("$unset", new Document(UNSENT, "")));
    }

    /** Takes out what was sent and leaves what came since, with its stamp. */
    static WriteModel<Document> takenInPart(Told told) {
        return new UpdateOneModel<>(eq("_id", told.place().id()), pull(told));
    }

    private static Document pull(Told told) {
        return new Document("$pull", new Document(FIELD, new Document("sequence", new Document("$lte", told.upTo()))));
    }
}
