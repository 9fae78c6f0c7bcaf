package cn.zhibu.report.fact;

import cn.zhibu.catalogue.Measure;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Adds what may be added and counts the different ones of what may not; never across units of measure. */
final class Counting {

    private Counting() {}

    static Map<String, BigDecimal> byMeasureUnit(Measure measure, List<Fact> facts) {
        var totals = new TreeMap<String, BigDecimal>();
        var seen = new HashMap<String, Set<String>>();
        for (var fact : facts) {
            var fresh = measure.aggregate().additive()
                    || seen.computeIfAbsent(fact.measureUnit(), unit -> new HashSet<>())
                            .add(fact.key());
            if (fresh) {
                totals.merge(fact.measureUnit(), fact.quantity(), BigDecimal::add);
            }
        }
        return totals;
    }
}
