package cn.zhibu.directory;

import cn.zhibu.rules.Decision;
import cn.zhibu.rules.Quorum;
import org.jspecify.annotations.Nullable;

/**
 * What became of a motion, by the rules and the branch of that day.
 *
 * @param form the form of the meeting that decided, none where none of them may
 * @param why why it cannot be said; none where it can
 * @param rule what it takes, or the quorum that was missed
 * @param expected persons who should attend and may vote
 * @param needed the fewest votes in favour that pass it; persons who had to be there where the quorum was missed
 */
public record Outcome(
        Decision decision,
        Result result,
        @Nullable String form,
        @Nullable Why why,
        @Nullable Quorum rule,
        int expected,
        int needed) {

    public enum Result {
        PASSED,
        NOT_PASSED,
        UNDECIDABLE
    }

    /** No vote was noted; the meeting had no quorum; it may not decide that; no rule of that day says what it takes. */
    public enum Why {
        NO_VOTES,
        INQUORATE,
        NOT_ITS_POWER,
        NO_RULE
    }

    static Outcome unsaid(Decision decision, @Nullable String form, Why why) {
        return new Outcome(decision, Result.UNDECIDABLE, form, why, null, 0, 0);
    }
}
