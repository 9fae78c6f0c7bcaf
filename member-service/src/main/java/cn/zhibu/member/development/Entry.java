package cn.zhibu.member.development;

import cn.zhibu.platform.security.Sealed;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A step that was taken.
 *
 * @param step its id in the rules
 * @param pack the version of the rules by which it is judged: that of its day
 * @param by the account that entered it
 */
record Entry(String id, String step, LocalDate on, Result result, Words words, String pack, Instant at, String by) {

    enum Result {
        PASSED,
        FAILED
    }

    /** Who took it and what there is to say, in the branch's words. */
    record Words(@Nullable Sealed who, @Nullable Sealed note) {}

    /** How it stood before a correction, why it was corrected, when and by whom. */
    record Earlier(Entry entry, Sealed reason, Instant at, String by) {}

    boolean passed() {
        return result == Result.PASSED;
    }
}
