package cn.zhibu.report.fact;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Field;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.Received;
import cn.zhibu.report.fact.FactSet.Origin;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is read of the development of members, and its facts: each step that says where a person stands, on its day. */
final class DevelopmentFacts {

    private static final String SOURCE = "development";
    private static final String PASSED = "PASSED";

    record StepTaken(
            String development,
            String unit,
            List<String> ancestors,
            String entry,
            String step,
            LocalDate on,
            String result) {}

    private final Making making;
    private final Set<String> counted;

    private DevelopmentFacts(Making making, Set<String> counted) {
        this.making = making;
        this.counted = counted;
    }

    /** Those steps count that the catalogue names. */
    static DevelopmentFacts of(CatalogueService catalogue, Making making) {
        var steps = catalogue.kind(SOURCE).flatMap(kind -> kind.field("step")).stream()
                .flatMap(step -> step.options().stream())
                .map(Field.Option::id)
                .collect(Collectors.toSet());
        return new DevelopmentFacts(making, steps);
    }

    /** An entry that was corrected to what did not pass counts no more. */
    List<FactSet> taken(StepTaken event, Received received) {
        if (!counted.contains(event.step())) {
            return List.of();
        }
        var id = event.development() + "#" + event.entry();
        var scope = new Scope(event.unit(), event.ancestors());
        if (!event.result().equals(PASSED)) {
            return Making.tombstone(id, SOURCE, event.development(), scope, received);
        }
        var origin = Origin.of(SOURCE, event.development(), event.on(), received.sequence());
        var values = Map.of("development", List.of(event.development()), "step", List.of(event.step()));
        return making.set(id, scope, origin, null, values);
    }
}
