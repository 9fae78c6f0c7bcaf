package cn.zhibu.stack.store.command;

import cn.zhibu.stack.store.engine.Session;
import cn.zhibu.stack.store.language.Projection;
import cn.zhibu.stack.store.plan.Budget;
import cn.zhibu.stack.store.plan.Found;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** The documents of an answer, given batch by batch; a batch ends at its number or at 16 MB. */
interface Answer {

    int LARGEST_BATCH_BYTES = 16 * 1024 * 1024;

    /**
     * The next documents.
     *
     * @param most 0 for as many as fit
     */
    BsonArray batch(Session session, long most, Budget budget);

    /** Whether another batch may bring more. */
    boolean mayHaveMore();

    /** Documents found by a query; read on where it stopped. */
    final class OfFound implements Answer {
        private final Found found;
        private final @Nullable Projection fields;
        private @Nullable BsonDocument ahead;
        private boolean ended;

        OfFound(Found found, @Nullable Projection fields) {
            this.found = found;
            this.fields = fields;
        }

        @Override
        public BsonArray batch(Session session, long most, Budget budget) {
            var batch = new BsonArray();
            long bytes = 0;
            while (most == 0 || batch.size() < most) {
                var next = ahead == null ? next(session, budget) : ahead;
                ahead = null;
                if (next == null) {
                    ended = true;
                    return batch;
                }
                bytes += size(next);
                if (bytes > LARGEST_BATCH_BYTES && !batch.isEmpty()) {
                    ahead = next;
                    break;
                }
                batch.add(next);
            }
            ended = ahead == null && !found.mayHaveMore();
            found.pause();
            return batch;
        }

        private @Nullable BsonDocument next(Session session, Budget budget) {
            var place = found.next(session, budget);
            if (place == null) {
                return null;
            }
            return fields == null
                    ? place.document()
                    : new RawBsonDocument(fields.apply(place.document()), Codecs.DOCUMENT);
        }

        @Override
        public boolean mayHaveMore() {
            return !ended;
        }
    }

    /** Documents that were made, and are kept until they are asked for. */
    final class OfMade implements Answer {
        private final Deque<BsonDocument> rest;

        OfMade(Iterable<BsonDocument> documents) {
            this.rest = new ArrayDeque<>();
            documents.forEach(rest::add);
        }

        @Override
        public BsonArray batch(Session session, long most, Budget budget) {
            var batch = new BsonArray();
            long bytes = 0;
            while (!rest.isEmpty() && (most == 0 || batch.size() < most)) {
                bytes += size(rest.element());
                if (bytes > LARGEST_BATCH_BYTES && !batch.isEmpty()) {
                    break;
                }
                batch.add(rest.remove());
            }
            return batch;
        }

        @Override
        public boolean mayHaveMore() {
            return !rest.isEmpty();
        }
    }

    private static int size(BsonDocument document) {
        return document instanceof RawBsonDocument raw
                ? raw.getByteLength()
                : new RawBsonDocument(document, Codecs.DOCUMENT).getByteLength();
    }
}
