package cn.zhibu.catalogue;

import cn.zhibu.words.Words;

/**
 * The other side of a kind of record: the unit of the bureau to which something was given says whether it is so.
 *
 * @param field the party that is asked
 * @param summary how a record reads in a line for that unit; the party is then the one that gave
 */
public record OtherSide(String field, Words summary) {

    /** Whether the other side has confirmed, beside the fields of the kind, for the one that gave. */
    public static final String CONFIRMATION = "confirmation";

    /** What is measured only for the unit that received, once it has confirmed. */
    public static final String RECEIVED = "received";

    /** Says of a source that it is shown from the side that received. */
    public static final String SIDE = "side";
}
