package cn.zhibu.platform.change;

import static cn.zhibu.platform.problem.PlatformProblem.NO_ROOM_FOR_VERSIONS;

import com.mongodb.MongoClientSettings;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/**
 * How large a record may become with all its earlier versions ({@link Editions}). The store ends at 16 MB; long before
 * that whoever loads it would hold more than one request should.
 */
final class Room {

    static final int MOST = 4 << 20; // bytes
    static final int MOST_AT_LAST = 6 << 20; // bytes

    private static final DocumentCodec CODEC = new DocumentCodec(MongoClientSettings.getDefaultCodecRegistry());

    private Room() {}

    /** Refuses what has become too large; what ends a record finds some room that was left for it. */
    static void check(Document fields, boolean last) {
        int most = last ? MOST_AT_LAST : MOST;
        if (fields.containsKey(Editions.FIELD) && size(fields) > most) {
            throw NO_ROOM_FOR_VERSIONS.of(most >> 20);
        }
    }

    private static int size(Document fields) {
        try (var out = new BasicOutputBuffer();
                var writer = new BsonBinaryWriter(out)) {
            CODEC.encode(writer, fields, EncoderContext.builder().build());
            return out.getPosition();
        }
    }
}
