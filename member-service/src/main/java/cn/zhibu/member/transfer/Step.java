package cn.zhibu.member.transfer;

import cn.zhibu.platform.security.Sealed;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a transfer.
 *
 * @param side for which it was done
 * @param on the day of which it speaks: wished, of the transfer, of the letter; null where it speaks of none
 * @param words why, sealed; null where nobody said
 * @param by account; empty where nobody's command did it
 */
record Step(
        What what,
        Side side,
        @Nullable LocalDate on,
        @Nullable Sealed words,
        Instant at,
        String by) {

    /** Which of the two branches; of a transfer to or from outside the one in this bureau. */
    enum Side {
        GIVING,
        RECEIVING
    }

    enum What {
        ASKED,
        LETTER_ISSUED,
        ACCEPTED,
        REFUSED,
        WITHDRAWN,
        ENDED
    }
}
