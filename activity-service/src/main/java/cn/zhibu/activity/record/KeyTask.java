package cn.zhibu.activity.record;

import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key task, as a record of its kind says it.
 *
 * @param id of the record
 * @param outcome plan, responsibilities and outcome, in the branch's words
 */
public record KeyTask(
        String id,
        Scope scope,
        LocalDate date,
        String name,
        boolean completed,
        @Nullable String outcome) {

    /** @param values of the record */
    public static KeyTask of(String id, Scope scope, LocalDate date, Map<String, Object> values) {
        var outcome = values.get("outcome");
        return new KeyTask(
                id,
                scope,
                date,
                String.valueOf(values.getOrDefault("name", "")),
                "completed".equals(values.get("stage")),
                outcome == null ? null : outcome.toString());
    }
}
