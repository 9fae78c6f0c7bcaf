package cn.zhibu.report.fact;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is read of what becomes of measures and goals. */
final class OutcomeEvents {

    private OutcomeEvents() {}

    record OutcomeStated(
            String outcome,
            String unit,
            List<String> ancestors,
            LocalDate date,
            int year,
            String state,
            String text,
            @Nullable String sentence) {

        Map<String, List<String>> values() {
            var values = new LinkedHashMap<String, List<String>>();
            values.put("state", List.of(state()));
            values.put("text", List.of(text()));
            values.put("year", List.of(Integer.toString(year())));
            if (sentence() != null) {
                values.put("sentence", List.of(sentence()));
            }
            return values;
        }
    }

    record OutcomeWithdrawn(String outcome, String unit, List<String> ancestors) {}
}
