package cn.zhibu.platform.change;

import java.util.List;
import java.util.Objects;
import org.bson.Document;

/**
 * All that waits in the outbox of one document, as it was after a write or as it was found.
 *
 * @param outbox in order of their sequences
 * @param ephemeral whether the document goes once its events are sent
 */
record Handed(Place place, Stamp stamp, List<Envelope> outbox, boolean ephemeral) {

    Handed {
        outbox = List.copyOf(outbox);
    }

    /** The sequence up to which the stamp says that something waits. */
    long last() {
        return outbox.isEmpty() ? -1 : outbox.get(outbox.size() - 1).sequence();
    }

    static Handed found(Shelf shelf, Document stored) {
        return new Handed(
                new Place(shelf, Objects.toString(stored.get("_id"))),
                Stamp.of(stored.get(Outbox.UNSENT, Document.class)),
                envelopes(stored),
                stored.getBoolean(Outbox.EPHEMERAL, false));
    }

    static List<Envelope> envelopes(Document stored) {
        return stored.getList(Outbox.FIELD, Document.class, List.of()).stream()
                .map(Envelope::of)
                .toList();
    }
}
