package cn.zhibu.stack.store.engine;

import java.util.Arrays;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** Documents as bytes and as something to look into. */
public final class Stored {

    private Stored() {}

    /** To look into, field by field as they are asked for; nobody may change it. */
    public static BsonDocument open(byte[] document) {
        return new RawBsonDocument(document);
    }

    /** The bytes of a document, copied out of whatever they lie in. */
    public static byte[] bytes(BsonDocument document) {
        if (document instanceof RawBsonDocument raw) {
            int from = raw.getByteOffset();
            return Arrays.copyOfRange(raw.getBackingArray(), from, from + raw.getByteLength());
        }
        return bytes(new RawBsonDocument(document, new BsonDocumentCodec()));
    }
}
