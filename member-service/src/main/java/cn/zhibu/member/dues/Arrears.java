package cn.zhibu.member.dues;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a member is behind with as of a day. A month counts when it is over. Nothing follows from it by itself: whether six
 * months had a good reason is for the branch to say (DU-09, DU-13, ED-12).
 *
 * @param amount yuan, of all months that were looked at
 * @param months in a row, up to the last one that is over, for which something is owed and nothing was paid
 * @param since first day of the first of them
 * @param line whether so many months are reached as the rules name
 */
record Arrears(BigDecimal amount, int months, @Nullable LocalDate since, boolean line) {

    /** A year of a member: what is owed month by month, and what was paid by month. */
    record Year(int year, List<Owed> owed, Map<Integer, Paid> paid) {}

    /** @param years oldest first */
    static Arrears on(LocalDate day, List<Year> years, int limit) {
        var amount = BigDecimal.ZERO.setScale(2);
        int months = 0;
        LocalDate since = null;
        for (var year : years) {
            for (var owed : year.owed()) {
                var first = LocalDate.of(year.year(), owed.month(), 1);
                if (!first.plusMonths(1).isAfter(day) && owed.is(Owed.State.OWED)) {
                    var due = owed.or(BigDecimal.ZERO);
                    var paid = paid(year.paid().get(owed.month()), day);
                    amount = amount.add(due.subtract(paid).max(BigDecimal.ZERO));
                    boolean none = due.signum() > 0 && paid.signum() == 0;
                    since = none ? since == null ? first : since : null;
                    months = none ? months + 1 : 0;
                }
            }
        }
        return new Arrears(amount, months, since, months >= limit);
    }

    private static BigDecimal paid(@Nullable Paid paid, LocalDate day) {
        return paid == null || !paid.by(day) ? BigDecimal.ZERO : paid.amount();
    }
}
