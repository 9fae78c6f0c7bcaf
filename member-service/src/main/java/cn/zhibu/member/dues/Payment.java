package cn.zhibu.member.dues;

import static cn.zhibu.member.dues.DuesProblem.DUES_REASON_MISSING;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a member has paid for a month, as it is typed. Who handed it in is not asked for: relatives and other members may
 * (DU-09).
 *
 * @param amount yuan; nothing takes back what stands there
 */
record Payment(String member, int month, @Nullable BigDecimal amount) {

    /** Payments that came in together. */
    record Handed(
            LocalDate on, List<Payment> payments, @Nullable String reason) {}

    /** Whose months are otherwise now; {@code corrects} where an amount stood there before. */
    record Changed(Map<String, Map<Integer, Paid>> months, boolean corrects) {

        /**
         * What is different from before. What is said again as it stands is left as it is, so that a whole month can be sent
         * again; with a reason also the day of it is corrected.
         */
        static Changed of(Map<String, Map<Integer, Paid>> before, Handed handed) {
            var changed = new HashMap<String, Map<Integer, Paid>>();
            boolean corrects = false;
            for (var payment : handed.payments()) {
                var there = before.getOrDefault(payment.member(), Map.of()).get(payment.month());
                if (payment.says(there, handed)) {
                    continue;
                }
                corrects |= there != null;
                var months = changed.computeIfAbsent(
                        payment.member(), member -> new TreeMap<>(before.getOrDefault(member, Map.of())));
                var amount = payment.amount();
                if (amount == null) {
                    months.remove(payment.month());
                } else {
                    months.put(payment.month(), new Paid(amount.setScale(2, RoundingMode.UNNECESSARY), handed.on()));
                }
            }
            if (corrects && handed.reason() == null) {
                throw DUES_REASON_MISSING.at("/reason");
            }
            return new Changed(changed, corrects);
        }
    }

    private boolean says(@Nullable Paid there, Handed handed) {
        if (there == null || amount == null) {
            return there == null && amount == null;
        }
        boolean otherDay = handed.reason() != null && !there.on().equals(handed.on());
        return there.amount().compareTo(amount) == 0 && !otherDay;
    }
}
