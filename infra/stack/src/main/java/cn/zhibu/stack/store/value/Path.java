package cn.zhibu.stack.store.value;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** A dotted path and its parts. */
public record Path(String text, List<String> parts) {

    private static final int MOST_DIGITS = 8;

    public static Path of(String text) {
        return new Path(text, List.of(text.split("\\.", -1)));
    }

    String part(int at) {
        return parts.get(at);
    }

    int size() {
        return parts.size();
    }

    /** The place in an array that a part names as MongoDB writes it (no zeros in front), or -1. */
    static int place(String part) {
        int length = part.length();
        if (length == 0 || length > MOST_DIGITS || length > 1 && part.charAt(0) == '0') {
            return -1;
        }
        int place = 0;
        for (int at = 0; at < length; at++) {
            char digit = part.charAt(at);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            place = place * 10 + digit - '0';
        }
        return place;
    }

    static @Nullable BsonValue element(BsonArray array, String part) {
        int place = place(part);
        return place >= 0 && place < array.size() ? array.get(place) : null;
    }
}
