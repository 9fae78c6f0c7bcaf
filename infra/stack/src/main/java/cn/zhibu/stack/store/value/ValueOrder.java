package cn.zhibu.stack.store.value;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bson.BsonBinary;
import org.bson.BsonDbPointer;
import org.bson.BsonDocument;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonRegularExpression;
import org.bson.BsonValue;

/** MongoDB's order of all values; equal is what compares as 0 (1, 1L and 1.0 are). */
public final class ValueOrder {

    private ValueOrder() {}

    public static int compare(BsonValue a, BsonValue b) {
        return compare(a, b, 0);
    }

    public static boolean equal(BsonValue a, BsonValue b) {
        return compare(a, b, 0) == 0;
    }

    /** Whether both are the same to the byte: type, value, order of fields. */
    public static boolean identical(BsonValue a, BsonValue b) {
        if (a.getBsonType() != b.getBsonType()) {
            return false;
        }
        if (a.isArray()) {
            var left = a.asArray();
            var right = b.asArray();
            return left.size() == right.size() && allIdentical(left.iterator(), right.iterator());
        }
        if (a.isDocument()) {
            var left = a.asDocument();
            var right = b.asDocument();
            return List.copyOf(left.keySet()).equals(List.copyOf(right.keySet()))
                    && allIdentical(left.values().iterator(), right.values().iterator());
        }
        return a.equals(b);
    }

    private static boolean allIdentical(Iterator<BsonValue> left, Iterator<BsonValue> right) {
        while (left.hasNext()) {
            if (!identical(left.next(), right.next())) {
                return false;
            }
        }
        return true;
    }

    /** Whether $gt and $lt compare them at all: both of one kind, and neither or both NaN. */
    public static boolean comparable(BsonValue a, BsonValue b) {
        var kind = Kind.of(a.getBsonType());
        return kind == Kind.of(b.getBsonType()) && (kind != Kind.NUMBER || Numbers.isNaN(a) == Numbers.isNaN(b));
    }

    private static int compare(BsonValue a, BsonValue b, int depth) {
        var kind = Kind.of(a.getBsonType());
        int kinds = kind.compareTo(Kind.of(b.getBsonType()));
        if (kinds != 0) {
            return kinds;
        }
        Depth.guard(depth);
        return switch (kind) {
            case LEAST, UNDEFINED, NULL, GREATEST -> 0;
            case NUMBER -> Numbers.compare(a, b);
            case TEXT -> Texts.compare(Texts.of(a), Texts.of(b));
            case DOCUMENT -> documents(a.asDocument(), b.asDocument(), depth + 1);
            case ARRAY -> arrays(a.asArray().iterator(), b.asArray().iterator(), depth + 1);
            case BINARY -> binaries(a.asBinary(), b.asBinary());
            case OBJECT_ID -> a.asObjectId().getValue().compareTo(b.asObjectId().getValue());
            case BOOLEAN ->
                Boolean.compare(a.asBoolean().getValue(), b.asBoolean().getValue());
            case DATE -> Long.compare(a.asDateTime().getValue(), b.asDateTime().getValue());
            case TIMESTAMP ->
                Long.compareUnsigned(a.asTimestamp().getValue(), b.asTimestamp().getValue());
            case EXPRESSION -> expressions(a.asRegularExpression(), b.asRegularExpression());
            case POINTER -> pointers(a.asDBPointer(), b.asDBPointer());
            case CODE ->
                Texts.compare(a.asJavaScript().getCode(), b.asJavaScript().getCode());
            case CODE_WITH_SCOPE -> codes(a.asJavaScriptWithScope(), b.asJavaScriptWithScope(), depth + 1);
        };
    }

    private static int documents(BsonDocument a, BsonDocument b, int depth) {
        Iterator<Map.Entry<String, BsonValue>> left = a.entrySet().iterator();
        Iterator<Map.Entry<String, BsonValue>> right = b.entrySet().iterator();
        while (left.hasNext() && right.hasNext()) {
            var one = left.next();
            var other = right.next();
            int order = Kind.of(one.getValue().getBsonType())
                    .compareTo(Kind.of(other.getValue().getBsonType()));
            if (order == 0) {
                order = Texts.compare(one.getKey(), other.getKey());
            }
            if (order == 0) {
                order = compare(one.getValue(), other.getValue(), depth);
            }
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }

    private static int arrays(Iterator<BsonValue> left, Iterator<BsonValue> right, int depth) {
        while (left.hasNext() && right.hasNext()) {
            int order = compare(left.next(), right.next(), depth);
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }

    private static int binaries(BsonBinary a, BsonBinary b) {
        int order = Integer.compare(a.getData().length, b.getData().length);
        if (order == 0) {
            order = Integer.compare(a.getType() & 0xFF, b.getType() & 0xFF);
        }
        return order == 0 ? Arrays.compareUnsigned(a.getData(), b.getData()) : order;
    }

    private static int expressions(BsonRegularExpression a, BsonRegularExpression b) {
        int order = Texts.compare(a.getPattern(), b.getPattern());
        return order == 0 ? Texts.compare(a.getOptions(), b.getOptions()) : order;
    }

    private static int pointers(BsonDbPointer a, BsonDbPointer b) {
        int order = Integer.compare(Texts.bytes(a.getNamespace()).length, Texts.bytes(b.getNamespace()).length);
        if (order == 0) {
            order = Texts.compare(a.getNamespace(), b.getNamespace());
        }
        return order == 0 ? a.getId().compareTo(b.getId()) : order;
    }

    private static int codes(BsonJavaScriptWithScope a, BsonJavaScriptWithScope b, int depth) {
        int order = Texts.compare(a.getCode(), b.getCode());
        return order == 0 ? documents(a.getScope(), b.getScope(), depth) : order;
    }
}
