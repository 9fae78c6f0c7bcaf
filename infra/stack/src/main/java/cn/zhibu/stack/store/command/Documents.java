package cn.zhibu.stack.store.command;

import cn.zhibu.stack.store.engine.Stored;
import cn.zhibu.stack.store.language.Refused;
import cn.zhibu.stack.store.value.Depth;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Documents as they are written: with an _id, which stands first, and not larger than MongoDB takes. */
final class Documents {

    static final int LARGEST_BYTES = 16 * 1024 * 1024;
    private static final String ID = "_id";

    private Documents() {}

    static byte[] toWrite(BsonDocument document) {
        var id = document.get(ID);
        if (id == null) {
            id = new BsonObjectId();
        }
        refuseId(id);
        if (!Depth.within(document)) {
            throw Refused.tooDeep();
        }
        var bytes = Stored.bytes(ID.equals(first(document)) ? document : idFirst(id, document));
        if (bytes.length > LARGEST_BYTES) {
            throw new Refused(
                    10334,
                    "BSONObjectTooLarge",
                    "a document of " + bytes.length + " bytes; the largest has " + LARGEST_BYTES);
        }
        return bytes;
    }

    private static @Nullable String first(BsonDocument document) {
        return document.isEmpty() ? null : document.getFirstKey();
    }

    private static BsonDocument idFirst(BsonValue id, BsonDocument document) {
        var ordered = new BsonDocument(ID, id);
        document.forEach((field, value) -> {
            if (!field.equals(ID)) {
                ordered.append(field, value);
            }
        });
        return ordered;
    }

    private static void refuseId(BsonValue id) {
        switch (id.getBsonType()) {
            case ARRAY, REGULAR_EXPRESSION, UNDEFINED ->
                throw new Refused(53, "InvalidIdField", "an _id may not be of type " + id.getBsonType());
            default -> {}
        }
    }
}
