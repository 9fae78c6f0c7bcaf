package cn.zhibu.report.fact;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record behind a fact.
 *
 * @param type record, giving (a record of another branch, seen from the side that received), session, survey, opinion, talk, task, development,
 *     unit or committee (then the id is its branch's)
 * @param kind of record, or the built-in source
 * @param kindVersion version of the kind under which it was written; null for a source, and where it was not told
 * @param unit the owner
 * @param sequence version of the record that was measured
 * @param enteredOn day on which it was written down for the first time; null where that was not told
 */
public record Source(
        String id,
        String type,
        String kind,
        @Nullable Integer kindVersion,
        String unit,
        LocalDate date,
        long sequence,
        @Nullable LocalDate enteredOn,
        Map<String, List<String>> values) {

    public Source(
            String id,
            String type,
            String kind,
            String unit,
            LocalDate date,
            long sequence,
            @Nullable LocalDate enteredOn,
            Map<String, List<String>> values) {
        this(id, type, kind, null, unit, date, sequence, enteredOn, values);
    }

    Source with(Map<String, List<String>> judged) {
        return new Source(id, type, kind, kindVersion, unit, date, sequence, enteredOn, judged);
    }

    public @Nullable String first(String field) {
        var list = values.get(field);
        return list == null || list.isEmpty() ? null : list.get(0);
    }
}
