package cn.zhibu.member.dues;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a member has paid for a month, in yuan, and the day on which it was handed in. */
record Paid(BigDecimal amount, LocalDate on) {

    /** Whether the day does not lie behind another one. */
    boolean by(LocalDate day) {
        return !on.isAfter(day);
    }

    /** The months of a year in one text, to be sealed: {@code 1=15.00@2026-01-09,2=15.00@2026-02-10}. */
    static String written(Map<Integer, Paid> months) {
        return new TreeMap<>(months)
                .entrySet().stream()
                        .map(each -> each.getKey() + "="
                                + each.getValue().amount().toPlainString() + "@"
                                + each.getValue().on())
                        .collect(Collectors.joining(","));
    }

    static Map<Integer, Paid> read(String text) {
        var months = new TreeMap<Integer, Paid>();
        Arrays.stream(text.split(",")).filter(each -> !each.isEmpty()).forEach(each -> {
            int is = each.indexOf('=');
            int at = each.indexOf('@');
            months.put(
                    Integer.valueOf(each.substring(0, is)),
                    new Paid(new BigDecimal(each.substring(is + 1, at)), LocalDate.parse(each.substring(at + 1))));
        });
        return months;
    }
}
