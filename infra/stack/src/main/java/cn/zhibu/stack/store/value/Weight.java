package cn.zhibu.stack.store.value;

import java.util.Map;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/** About how many bytes a value takes in memory. */
public final class Weight {

    private static final long OBJECT = 32;
    private static final long ENTRY = 64;

    private Weight() {}

    public static long of(BsonValue value) {
        return of(value, 0);
    }

    private static long of(BsonValue value, int depth) {
        Depth.guard(depth);
        if (value instanceof RawBsonDocument raw) {
            return OBJECT + raw.getByteBuffer().remaining();
        }
        return OBJECT
                + switch (value.getBsonType()) {
                    case STRING, SYMBOL -> 2L * Texts.of(value).length();
                    case BINARY -> value.asBinary().getData().length;
                    case JAVASCRIPT -> 2L * value.asJavaScript().getCode().length();
                    case DOCUMENT -> {
                        long sum = 0;
                        for (Map.Entry<String, BsonValue> field :
                                value.asDocument().entrySet()) {
                            sum += ENTRY + 2L * field.getKey().length() + of(field.getValue(), depth + 1);
                        }
                        yield sum;
                    }
                    case ARRAY -> {
                        long sum = 0;
                        for (BsonValue element : value.asArray()) {
                            sum += OBJECT / 4 + of(element, depth + 1);
                        }
                        yield sum;
                    }
                    default -> OBJECT;
                };
    }
}
