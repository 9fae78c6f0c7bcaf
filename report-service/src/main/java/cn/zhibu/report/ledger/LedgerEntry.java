package cn.zhibu.report.ledger;

import cn.zhibu.platform.change.Unique;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One line of the ledger. Its id is its number, so that two lines can never have the same; {@code entry} is the id of
 * the event, so that no event can have two.
 */
@Document("ledger")
@CompoundIndex(name = "subjects", def = "{'origin.subject': 1, 'origin.time': -1, '_id': -1}")
@CompoundIndex(name = "actors", def = "{'origin.actor': 1, 'origin.time': -1, '_id': -1}")
@CompoundIndex(name = "units", def = "{'origin.unit': 1, 'origin.time': -1, '_id': -1}")
@CompoundIndex(name = "types", def = "{'origin.type': 1, 'origin.time': -1, '_id': -1}")
@CompoundIndex(name = "topics", def = "{'origin.topic': 1, 'origin.time': -1, '_id': -1}")
@CompoundIndex(name = "newest", def = "{'origin.time': -1, '_id': -1}")
@Unique(index = "entry", field = "")
record LedgerEntry(
        @Id String id,
        long seq,
        @Indexed(unique = true) String entry,
        Origin origin,
        String body,
        String previous,
        String hash) {

    /** What the hash of the first line follows. */
    static final String NOTHING = "0".repeat(64);

    /** Who did what to what, and when. */
    record Origin(
            String topic,
            String type,
            String subject,
            long sequence,
            Instant time,
            @Nullable String actor,
            @Nullable String unit) {}

    static String number(long seq) {
        return String.format("%015d", seq);
    }

    static LedgerEntry after(long seq, String previous, String entry, Origin origin, String body) {
        var hash = hash(seq + 1, previous, entry, origin, body);
        return new LedgerEntry(number(seq + 1), seq + 1, entry, origin, body, previous, hash);
    }

    /** Whether the line is as it was written, and follows that one. */
    boolean follows(long lastSeq, String lastHash) {
        return seq == lastSeq + 1
                && id.equals(number(seq))
                && previous.equals(lastHash)
                && hash.equals(hash(seq, previous, entry, origin, body));
    }

    private static String hash(long seq, String previous, String entry, Origin origin, String body) {
        var text = String.join(
                "\n",
                Long.toString(seq),
                previous,
                entry,
                origin.topic(),
                origin.type(),
                origin.subject(),
                Long.toString(origin.sequence()),
                Long.toString(origin.time().toEpochMilli()),
                String.valueOf(origin.actor()),
                String.valueOf(origin.unit()),
                body);
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
