package cn.zhibu.stack.store.value;

import java.io.ByteArrayOutputStream;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Values as bytes that order, compared without sign, as {@link ValueOrder} does. Equal values have equal bytes, and none
 * is a proper prefix of another, so that keys of several fields order field by field. A value starts with the mark of
 * its kind (1 to 17); documents and arrays end with 0, texts with 0 1 (a 0 within is 0 255).
 */
public final class KeyBytes {

    private static final int USUAL = 48;

    private KeyBytes() {}

    public static void append(ByteArrayOutputStream out, BsonValue value, boolean descending) {
        var bytes = new Bytes(USUAL);
        value(bytes, value, 0);
        if (descending) {
            bytes.invert(0);
        }
        bytes.writeTo(out);
    }

    public static byte[] of(BsonValue value) {
        var bytes = new Bytes(USUAL);
        value(bytes, value, 0);
        return bytes.all();
    }

    /**
     * The least bytes (inclusive) of what $gt and $lt compare with this value: numbers with numbers, NaN only with NaN;
     * the least and the greatest key with everything.
     */
    public static byte[] bracketStart(BsonValue value) {
        var kind = Kind.of(value.getBsonType());
        if (kind == Kind.LEAST || kind == Kind.GREATEST) {
            return new byte[0];
        }
        if (kind == Kind.NUMBER && !Numbers.isNaN(value)) {
            return new byte[] {kind.mark(), KeyNumbers.MINUS_INFINITY};
        }
        return new byte[] {kind.mark()};
    }

    /** The bytes after the last (exclusive) of what $gt and $lt compare with this value. */
    public static byte[] bracketEnd(BsonValue value) {
        var kind = Kind.of(value.getBsonType());
        if (kind == Kind.LEAST || kind == Kind.GREATEST) {
            return new byte[] {(byte) (Kind.GREATEST.mark() + 1)};
        }
        if (Numbers.isNaN(value)) {
            return new byte[] {kind.mark(), KeyNumbers.MINUS_INFINITY};
        }
        return new byte[] {(byte) (kind.mark() + 1)};
    }

    /** Where the value that begins at this place of a key ends; -1 for kinds whose end takes more than a look. */
    public static int end(byte[] key, int at, boolean descending) {
        return KeyEnds.of(key, at, descending);
    }

    private static void value(Bytes out, BsonValue value, int depth) {
        var kind = Kind.of(value.getBsonType());
        out.add(kind.mark());
        content(out, kind, value, depth);
    }

    private static void content(Bytes out, Kind kind, BsonValue value, int depth) {
        Depth.guard(depth);
        switch (kind) {
            case LEAST, UNDEFINED, NULL, GREATEST -> {}
            case NUMBER -> KeyNumbers.append(out, value);
            case TEXT -> text(out, Texts.of(value));
            case DOCUMENT -> document(out, value.asDocument(), depth + 1);
            case ARRAY -> {
                for (BsonValue element : value.asArray()) {
                    value(out, element, depth + 1);
                }
                out.add(0);
            }
            case BINARY -> binary(out, value.asBinary());
            case OBJECT_ID -> out.add(value.asObjectId().getValue().toByteArray());
            case BOOLEAN -> out.add(value.asBoolean().getValue() ? 1 : 0);
            case DATE -> out.addLong(value.asDateTime().getValue() ^ Long.MIN_VALUE);
            case TIMESTAMP -> out.addLong(value.asTimestamp().getValue());
            case EXPRESSION -> {
                text(out, value.asRegularExpression().getPattern());
                text(out, value.asRegularExpression().getOptions());
            }
            case POINTER -> {
                var namespace = Texts.bytes(value.asDBPointer().getNamespace());
                out.addInt(namespace.length);
                out.add(namespace);
                out.add(value.asDBPointer().getId().toByteArray());
            }
            case CODE -> text(out, value.asJavaScript().getCode());
            case CODE_WITH_SCOPE -> {
                text(out, value.asJavaScriptWithScope().getCode());
                document(out, value.asJavaScriptWithScope().getScope(), depth + 1);
            }
        }
    }

    private static void document(Bytes out, BsonDocument document, int depth) {
        document.forEach((name, value) -> {
            var kind = Kind.of(value.getBsonType());
            out.add(kind.mark());
            text(out, name);
            content(out, kind, value, depth);
        });
        out.add(0);
    }

    private static void binary(Bytes out, BsonBinary binary) {
        out.addInt(binary.getData().length);
        out.add(binary.getType());
        out.add(binary.getData());
    }

    private static void text(Bytes out, String text) {
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit == 0) {
                out.add(0);
                out.add(0xFF);
            } else if (unit < 0x80) {
                out.add(unit);
            } else {
                int point = text.codePointAt(at);
                out.addPoint(point);
                at += Character.charCount(point) - 1;
            }
        }
        out.add(0);
        out.add(1);
    }
}
