package cn.zhibu.catalogue;

import cn.zhibu.words.Words;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How facts are counted. {@code from} a field, {@code by} the fields a claim may filter, group or list.
 *
 * @param orFrom of the things that are counted once: what tells them apart where {@code from} says nothing, and the
 *     record itself where nothing does
 */
public record Measure(
        String id,
        Words names,
        Aggregate aggregate,
        @Nullable String from,
        List<String> orFrom,
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
        orFrom = orFrom == null ? List.of() : orFrom;
        where = where == null ? Map.of() : where;
        by = by == null ? List.of() : by;
    }

    /** The fields it takes a number, a unit, a day or the key of a thing from. */
    List<String> named() {
        var named = new ArrayList<>(orFrom);
        for (var name : new String[] {from, dateFrom, measureUnitFrom}) {
            if (name != null) {
                named.add(name);
            }
        }
        return named;
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
