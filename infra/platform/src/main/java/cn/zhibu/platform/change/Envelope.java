package cn.zhibu.platform.change;

import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One event in the outbox of its document, complete: whoever finds it there can send it.
 *
 * @param sequence version of the document times 1000 plus the index among its events
 * @param body JSON
 */
record Envelope(
        String id,
        String topic,
        String type,
        String tenant,
        String subject,
        long sequence,
        Instant time,
        @Nullable String actor,
        @Nullable String unit,
        String trace,
        String body) {

    Document document() {
        return new Document("id", id)
                .append("topic", topic)
                .append("type", type)
                .append("tenant", tenant)
                .append("subject", subject)
                .append("sequence", sequence)
                .append("time", Date.from(time))
                .append("actor", actor)
                .append("unit", unit)
                .append("trace", trace)
                .append("body", body);
    }

    static Envelope of(Document stored) {
        return new Envelope(
                stored.getString("id"),
                stored.getString("topic"),
                stored.getString("type"),
                stored.getString("tenant"),
                stored.getString("subject"),
                stored.getLong("sequence"),
                stored.getDate("time").toInstant(),
                stored.getString("actor"),
                stored.getString("unit"),
                stored.getString("trace"),
                stored.getString("body"));
    }
}
