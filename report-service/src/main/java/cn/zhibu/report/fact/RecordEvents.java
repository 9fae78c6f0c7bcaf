package cn.zhibu.report.fact;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is read of what happens to records. */
final class RecordEvents {

    private RecordEvents() {}

    record Entered(
            String record,
            String kind,
            @Nullable Integer kindVersion,
            String unit,
            List<String> ancestors,
            LocalDate date,
            @Nullable Map<String, Object> values,
            @Nullable Boolean imported,
            @Nullable LocalDate enteredOn) {

        Map<String, Object> typed() {
            return values == null ? Map.of() : values;
        }

        boolean wasImported() {
            return Boolean.TRUE.equals(imported);
        }
    }

    record RecordWithdrawn(String record, String kind, String unit, List<String> ancestors) {}
}
