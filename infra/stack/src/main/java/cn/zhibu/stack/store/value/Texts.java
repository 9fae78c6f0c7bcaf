package cn.zhibu.stack.store.value;

import org.bson.BsonValue;

/** Texts by their UTF-8 bytes: their order is that of the code points, not of Java's chars. */
public final class Texts {

    private Texts() {}

    static String of(BsonValue value) {
        return value.isString() ? value.asString().getValue() : value.asSymbol().getSymbol();
    }

    public static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int at = 0; at < common; at++) {
            if (a.charAt(at) != b.charAt(at)) {
                int order = at > 0 ? Integer.compare(a.codePointAt(at - 1), b.codePointAt(at - 1)) : 0;
                return order == 0 ? Integer.compare(a.codePointAt(at), b.codePointAt(at)) : order;
            }
        }
        int order = common > 0 ? Integer.compare(a.codePointAt(common - 1), b.codePointAt(common - 1)) : 0;
        return order == 0 ? Integer.compare(a.length(), b.length()) : order;
    }

    static byte[] bytes(String text) {
        var bytes = new Bytes(text.length() + 8);
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit < 0x80) {
                bytes.add(unit);
            } else {
                int point = text.codePointAt(at);
                bytes.addPoint(point);
                at += Character.charCount(point) - 1;
            }
        }
        return bytes.all();
    }
}
