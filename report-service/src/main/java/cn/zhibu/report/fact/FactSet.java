package cn.zhibu.report.fact;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.report.catalogue.CatalogueService.Measure;
import cn.zhibu.report.fact.FactService.Fact;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** All facts of one subject in its newest version; a withdrawn subject keeps its set as a tombstone. */
@Document("fact_sets_v1")
@CompoundIndex(name = "occasion", def = "{'scope.unit': 1, 'origin.source': 1, 'origin.date': 1}")
@CompoundIndex(name = "below", def = "{'scope.ancestors': 1}")
@CompoundIndex(name = "cell", def = "{'cells.key': 1}")
record FactSet(
        @Id String id,
        Scope scope,
        Origin origin,
        Map<String, List<String>> values,
        List<Fact> facts,
        List<Cell> cells) {

    /** Where the facts come from: kind or built-in source, the record shown as evidence, its day. */
    record Origin(
            String source,
            String record,
            LocalDate date,
            long sequence,
            boolean imported,
            boolean withdrawn,
            @Nullable LocalDate enteredOn) {

        static Origin of(String source, String record, LocalDate date, long sequence) {
            return new Origin(source, record, date, sequence, false, false, null);
        }
    }

    /** The share of this subject in the total of a month; zero where an earlier version counted. */
    record Cell(String key, String month, String measure, String unit, BigDecimal quantity) {

        private static Cell of(Scope scope, Fact fact) {
            var month = YearMonth.from(fact.date()).toString();
            var key = String.join("|", scope.unit(), month, fact.measure(), fact.unit());
            return new Cell(key, month, fact.measure(), fact.unit(), BigDecimal.ZERO);
        }

        private Cell empty() {
            return new Cell(key, month, measure, unit, BigDecimal.ZERO);
        }

        private Cell plus(BigDecimal more) {
            return new Cell(key, month, measure, unit, quantity.add(more));
        }
    }

    /** Nothing of a set but its cells. */
    record Counting(List<Cell> cells) {}

    /** Nothing of a set but what duties look at; absent values stay away. */
    record Occasion(Owner scope, Origin origin, @Nullable Map<String, List<String>> values) {}

    /** The unit alone, without those above it. */
    record Owner(String unit) {}

    static FactSet of(String id, Scope scope, Origin origin, Map<String, List<String>> values, List<Fact> facts) {
        return new FactSet(id, scope, origin, values, facts, List.of());
    }

    /** Nothing counts any more; the day and the values go as well. */
    static FactSet tombstone(String id, Scope scope, String source, String record, long sequence) {
        var origin = new Origin(source, record, LocalDate.EPOCH, sequence, false, true, null);
        return new FactSet(id, scope, origin, Map.of(), List.of(), List.of());
    }

    /** This set with its cells, among them, at zero, those its predecessor counted in. */
    FactSet after(@Nullable FactSet previous, Function<String, Optional<Measure>> measures) {
        var merged = new LinkedHashMap<String, Cell>();
        if (previous != null) {
            previous.cells.forEach(cell -> merged.put(cell.key(), cell.empty()));
        }
        for (var fact : facts) {
            if (measures.apply(fact.measure())
                    .filter(m -> m.aggregate().additive())
                    .isPresent()) {
                var cell = Cell.of(scope, fact);
                merged.put(cell.key(), merged.getOrDefault(cell.key(), cell).plus(fact.quantity()));
            }
        }
        return new FactSet(id, scope, origin, values, facts, new ArrayList<>(merged.values()));
    }
}
