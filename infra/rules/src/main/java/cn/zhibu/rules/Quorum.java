package cn.zhibu.rules;

import cn.zhibu.words.Words;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes a meeting of a form valid and what its motions take (BR-07, BR-10), as written in the rules.
 *
 * @param decisions the decisions it holds for; where there are none, all that have no entry of their own
 * @param of whose number counts
 */
public record Quorum(
        String id,
        String form,
        Words names,
        Words text,
        Words regulation,
        Words article,
        RulePack.Mark mark,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable List<String> decisions,
        Of of,
        @Nullable Share present,
        @Nullable Share passes) {

    /** Those who may vote, those in the committee of that day, or those who were asked. */
    public enum Of {
        VOTING,
        SEATED,
        EXPECTED
    }

    /** A share of people, as numerator and denominator. */
    public record Share(
            @Nullable List<Integer> atLeast, @Nullable List<Integer> moreThan) {

        public boolean met(int part, int whole) {
            var share = atLeast != null ? atLeast : moreThan;
            if (share == null) {
                return true;
            }
            long left = (long) part * share.get(1);
            long right = (long) whole * share.get(0);
            return atLeast != null ? left >= right : left > right;
        }

        /** The fewest of so many that are enough. */
        public int least(int whole) {
            int least = 0;
            while (!met(least, whole)) {
                least++;
            }
            return least;
        }

        boolean sound() {
            var share = atLeast != null ? atLeast : moreThan;
            return (atLeast == null) != (moreThan == null)
                    && share != null
                    && share.size() == 2
                    && share.get(0) > 0
                    && share.get(0) <= share.get(1);
        }
    }

    /** Whether it says something of that decision alone. */
    boolean isOf(String decision) {
        return decisions != null && decisions.contains(decision);
    }

    public boolean inForceOn(LocalDate day) {
        return !from.isAfter(day) && (until == null || !until.isBefore(day));
    }
}
