package cn.zhibu.catalogue;

import cn.zhibu.words.Words;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sentence of a report as data. */
public record Claim(
        String id,
        String section,
        Window window,
        @Nullable String of,
        Query query,
        List<Figure> figures,
        Rounding rounding,
        @Nullable String layout,
        @Nullable Parts parts,
        List<Due> dues,
        @Nullable Words item,
        Words text) {

    public Claim {
        figures = figures == null ? List.of() : figures;
        dues = dues == null ? List.of() : dues;
    }

    public boolean list() {
        return "list".equals(layout);
    }

    /** What a claim asks: one measure, filtered and grouped; {@code plus} further ones of the same unit, added to it. */
    public record Query(String measure, Map<String, List<String>> where, List<String> groupBy, List<Query> plus) {

        public Query {
            where = where == null ? Map.of() : where;
            groupBy = groupBy == null ? List.of() : groupBy;
            plus = plus == null ? List.of() : plus;
        }
    }

    /** A further number in the same sentence: of a measure, or what rules ask for. */
    public record Figure(
            String id,
            @Nullable String measure,
            Map<String, List<String>> where,
            @Nullable String within,
            List<String> rules,
            @Nullable String measureUnit) {

        public Figure {
            where = where == null ? Map.of() : where;
            rules = rules == null ? List.of() : rules;
        }
    }

    /** The stretch of time a claim looks at; {@code turn} is what ends the period, not what began it. */
    public enum Window {
        @JsonProperty("period")
        PERIOD,
        @JsonProperty("plan")
        PLAN,
        @JsonProperty("period-and-plan")
        PERIOD_AND_PLAN,
        @JsonProperty("asOf")
        AS_OF,
        @JsonProperty("turn")
        TURN
    }

    /** How a figure is printed; the true number always stands behind it. */
    public enum Rounding {
        @JsonProperty("exact")
        EXACT,
        @JsonProperty("tens")
        TENS,
        @JsonProperty("leading")
        LEADING
    }
}
