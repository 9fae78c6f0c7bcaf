package cn.zhibu.report.fact;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.Received;
import cn.zhibu.report.fact.FactSet.Origin;
import cn.zhibu.report.fact.Measuring.Subject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes sets of facts of what was heard, by the measures of its source. */
final class Making {

    private final CatalogueService catalogue;
    private final Lasting lasting;

    Making(CatalogueService catalogue) {
        this.catalogue = catalogue;
        this.lasting = new Lasting(catalogue);
    }

    List<FactSet> set(
            String id, Scope scope, Origin origin, @Nullable String moment, Map<String, List<String>> values) {
        return of(id, scope, origin, values, facts(origin, moment, id, values));
    }

    List<FactSet> of(String id, Scope scope, Origin origin, Map<String, List<String>> values, List<Fact> facts) {
        return List.of(one(id, scope, origin, values, facts));
    }

    FactSet one(String id, Scope scope, Origin origin, Map<String, List<String>> values, List<Fact> facts) {
        return new FactSet(id, scope, origin, values, List.copyOf(facts), lasting.until(facts));
    }

    List<Fact> facts(Origin origin, @Nullable String moment, String id, Map<String, List<String>> values) {
        var subject = new Subject(id, origin.date(), values);
        return catalogue
                .kind(origin.source())
                .map(kind -> Measuring.facts(kind, moment, subject))
                .orElse(List.of());
    }

    static List<FactSet> tombstone(String id, String source, String record, Scope scope, Received received) {
        return List.of(FactSet.tombstone(id, scope, source, record, received.sequence()));
    }
}
