package cn.zhibu.report.duty;

import cn.zhibu.report.duty.Duty.State;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which branches a table shows: those below these units, and where a state is named, those of which some rule stands so.
 *
 * @param rule the rule that stands so, else any
 * @param month in which the periods that are looked at end, from 1; else the whole year
 */
public record TableQuery(
        Set<String> tops,
        int year,
        @Nullable State state,
        @Nullable String rule,
        @Nullable Integer month) {

    /** The same branches, however they stand. */
    TableQuery whole(int ofYear) {
        return new TableQuery(tops, ofYear, null, null, null);
    }

    /**
     * Whether a branch that shows this is among them.
     *
     * @param asked the rules of which the table has a column
     */
    boolean shows(Tally tally, Collection<String> asked) {
        return state == null
                || Pattern.compile(Tally.saying(state, rule, asked))
                        .matcher(tally.letters().getOrDefault(Tally.where(month), ""))
                        .find();
    }
}
