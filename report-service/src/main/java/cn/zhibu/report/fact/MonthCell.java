package cn.zhibu.report.fact;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.report.fact.FactSet.Cell;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** The total of one additive measure of one unit in one month, in one unit of measure. */
@Document("month_cells_v1")
@CompoundIndex(name = "below", def = "{'scope.ancestors': 1}")
record MonthCell(
        @Id String id,
        Scope scope,
        String month,
        String measure,
        String unit,
        BigDecimal quantity,
        @Version @Nullable Long version)
        implements Scoped {

    static MonthCell empty(Scope scope, Cell cell) {
        return new MonthCell(cell.key(), scope, cell.month(), cell.measure(), cell.unit(), BigDecimal.ZERO, null);
    }

    /** Made anew from everything that counts in it, whatever was here before. */
    MonthCell recomputed(List<FactSet.Counting> sets) {
        var sum = sets.stream()
                .flatMap(set -> set.cells().stream())
                .filter(cell -> cell.key().equals(id))
                .map(Cell::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new MonthCell(id, scope, month, measure, unit, sum, version);
    }
}
