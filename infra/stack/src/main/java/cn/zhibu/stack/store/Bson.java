package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.Unpooled;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Documents and index keys as bytes. */
final class Bson {

    private Bson() {}

    static byte[] encode(Document document) {
        var buffer = Unpooled.buffer(512);
        BsonEncoder.encodeDocument(document, buffer);
        var bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    static Document decode(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    /**
     * The same bytes for values that a query calls equal (1, 1L and 1.0; null and missing). They carry their own
     * length, so one key can never be the beginning of another.
     */
    static byte[] key(@Nullable Object value) {
        var normal = value instanceof String
                ? value
                : new KeyValue(Collections.singletonList(value)).normalized().get(0);
        if (normal instanceof Double number && number.isNaN()) {
            normal = Double.NaN;
        }
        return encode(new Document("", normal));
    }
}
