package cn.zhibu.catalogue;

import cn.zhibu.words.Words;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How facts are counted. {@code from} a field, {@code by} the fields a claim may filter, group or list. */
public record Measure(
        String id,
        Words names,
        Aggregate aggregate,
        @Nullable String from,
        @Nullable String measureUnit,
        @Nullable String measureUnitFrom,
        @Nullable String dateFrom,
        @Nullable String each,
        @Nullable String when,
        @Nullable String endedBy,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        Map<String, List<String>> where,

        List<String> by) {

    public Measure {
        where = where == null ? Map.of() : where;
        by = by == null ? List.of() : by;
    }

    /** Sums and counts may be added over months; distinct counts may not. */
    public enum Aggregate {
        @JsonProperty("sum")
        SUM,
        @JsonProperty("count")
        COUNT,
        @JsonProperty("countDistinct")
        COUNT_DISTINCT;

        public boolean additive() {
            return this != COUNT_DISTINCT;
        }
    }
}
