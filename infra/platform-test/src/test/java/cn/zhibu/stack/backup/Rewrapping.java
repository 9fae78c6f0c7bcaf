package cn.zhibu.stack.backup;

import org.bson.Document;

/** What a restore into another installation does with a bureau's keys. */
public final class Rewrapping {

    private Rewrapping() {}

    public static Document of(Document row, byte[] from, byte[] to) {
        return new Keys(from, to).rewrap(row);
    }
}
