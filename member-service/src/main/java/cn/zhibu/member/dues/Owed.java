package cn.zhibu.member.dues;

import cn.zhibu.member.roster.Belonging;
import cn.zhibu.rules.DuesRules;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a member owes to a branch for a month.
 *
 * @param amount yuan; only where it is {@link State#OWED}
 * @param relieved less than by the table, because hardship was granted (DU-11)
 */
record Owed(int month, State state, @Nullable BigDecimal amount, boolean relieved) {

    enum State {
        /** Not a member of this branch, or one who pays elsewhere for the month. */
        ELSEWHERE,
        /** A member for whom no standard has been fixed. */
        NOT_FIXED,
        OWED
    }

    /** A standard that has been opened; {@code from} is the first day of a month. */
    record Fixed(LocalDate from, String category, @Nullable BigDecimal base) {}

    /** Less or nothing for some months; {@code until} is the first day of the last one. */
    record Granted(LocalDate from, LocalDate until, BigDecimal amount) {

        boolean covers(LocalDate month) {
            return !from.isAfter(month) && !until.isBefore(month);
        }
    }

    /**
     * The twelve months of a year.
     *
     * @param fixed in the order in which they were said; of two that begin together the later one holds
     */
    static List<Owed> ofYear(
            int year,
            String branch,
            List<Belonging.Stay> stays,
            List<Fixed> fixed,
            List<Granted> granted,
            DuesRules rules) {
        return IntStream.rangeClosed(1, 12)
                .mapToObj(month -> {
                    var first = LocalDate.of(year, month, 1);
                    if (!paysTo(branch, stays, first)) {
                        return new Owed(month, State.ELSEWHERE, null, false);
                    }
                    return of(first, fixed, granted, rules);
                })
                .toList();
    }

    /**
     * A month is paid once: to the branch belonged to on its first day, and by those who join in it to the one they join first.
     * Who is accepted on its last day owes it too: probationary members pay from the day of the assembly's vote (DU-10).
     */
    private static boolean paysTo(String branch, List<Belonging.Stay> stays, LocalDate first) {
        var next = first.plusMonths(1);
        return stays.stream()
                .filter(stay -> stay.from().isBefore(next) && stay.until().isAfter(first))
                .min(Comparator.comparing(Belonging.Stay::from))
                .filter(stay -> stay.scope().unit().equals(branch))
                .isPresent();
    }

    private static Owed of(LocalDate first, List<Fixed> fixed, List<Granted> granted, DuesRules rules) {
        Fixed standard = null;
        for (var each : fixed) {
            if (!each.from().isAfter(first) && (standard == null || !each.from().isBefore(standard.from()))) {
                standard = each;
            }
        }
        var category = standard == null
                ? null
                : rules.category(standard.category(), first).orElse(null);
        if (standard == null || category == null) {
            return new Owed(first.getMonthValue(), State.NOT_FIXED, null, false);
        }
        var byTable = category.owed(standard.base());
        var least = granted.stream()
                .filter(each -> each.covers(first))
                .map(Granted::amount)
                .min(Comparator.naturalOrder())
                .filter(amount -> amount.compareTo(byTable) < 0);
        return new Owed(first.getMonthValue(), State.OWED, least.orElse(byTable), least.isPresent());
    }

    boolean is(State wanted) {
        return state == wanted;
    }

    BigDecimal or(BigDecimal none) {
        return amount == null ? none : amount;
    }
}
