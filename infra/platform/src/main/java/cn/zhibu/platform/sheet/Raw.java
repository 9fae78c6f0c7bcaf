package cn.zhibu.platform.sheet;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A cell as it was found.
 *
 * @param text what people see in it; of a day {@code yyyy-mm-dd}
 * @param number of a number, and of a day its count
 */
record Raw(Sort sort, String text, @Nullable BigDecimal number) {

    /** What it is; the last three hold no value that could be taken. */
    enum Sort {
        EMPTY,
        TEXT,
        NUMBER,
        DAY,
        YES,
        NO,
        FORMULA_UNREAD,
        CELL_ERROR,
        MERGED_CELL
    }

    static final Raw EMPTY = new Raw(Sort.EMPTY, "", null);
    static final int LONGEST = 6000; // characters; longer ones are too long for every field

    static Raw text(String text) {
        var kept = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return kept.isBlank() ? EMPTY : new Raw(Sort.TEXT, kept, null);
    }

    static Raw of(Sort sort) {
        return new Raw(sort, "", null);
    }

    boolean empty() {
        return sort == Sort.EMPTY || sort == Sort.MERGED_CELL;
    }
}
