package cn.zhibu.report.fact;

import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * All facts of one subject in its newest version; a withdrawn subject keeps its set as a tombstone.
 *
 * @param until the last day for which its facts are asked: of the latest of them, or {@link #ALWAYS}
 */
@Document("fact_sets_v2")
@CompoundIndex(name = "occasion", def = "{'scope.unit': 1, 'origin.source': 1, 'origin.date': 1}")
@CompoundIndex(name = "until", def = "{'scope.ancestors': 1, 'until': 1}")
record FactSet(
        @Id String id,
        Scope scope,
        Origin origin,
        Map<String, List<String>> values,
        List<Fact> facts,
        LocalDate until) {

    /** Of what a report states as it stands, however long ago it began. */
    static final LocalDate ALWAYS = LocalDate.of(9999, 12, 31);

    /**
     * Where the facts come from: kind or built-in source, the record shown as the source, its day.
     *
     * @param kindVersion under which the record was written; null for a source, and where it was not told
     */
    record Origin(
            String source,
            @Nullable Integer kindVersion,
            String record,
            LocalDate date,
            long sequence,
            boolean imported,
            boolean withdrawn,
            @Nullable LocalDate enteredOn) {

        static Origin of(String source, String record, LocalDate date, long sequence) {
            return new Origin(source, null, record, date, sequence, false, false, null);
        }
    }

    /** Nothing of a set but what duties look at; absent values stay away. */
    record Occasion(Owner scope, Origin origin, @Nullable Map<String, List<String>> values) {}

    /** Nothing of a set but its facts. */
    record Measured(List<Fact> facts) {}

    /** The unit alone, without those above it. */
    record Owner(String unit) {}

    /** Nothing counts any more; the day and the values go as well. */
    static FactSet tombstone(String id, Scope scope, String source, String record, long sequence) {
        var origin = new Origin(source, null, record, LocalDate.EPOCH, sequence, false, true, null);
        return new FactSet(id, scope, origin, Map.of(), List.of(), LocalDate.EPOCH);
    }
}
