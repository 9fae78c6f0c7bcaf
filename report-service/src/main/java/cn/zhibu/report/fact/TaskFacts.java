package cn.zhibu.report.fact;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.Received;
import cn.zhibu.report.fact.FactSet.Origin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is read of key tasks, and its facts: each milestone counts on the day on which it was reached. */
final class TaskFacts {

    private static final String SOURCE = "task";
    private static final String DONE = "DONE";
    private static final String WITHDRAWN = "WITHDRAWN";

    record TaskKept(
            String task, String unit, List<String> ancestors, LocalDate date, String status, List<Step> milestones) {}

    record Step(String milestone, String state, @Nullable LocalDate on) {}

    private final Making making;

    TaskFacts(Making making) {
        this.making = making;
    }

    /** A task that is carried on keeps what was reached; the one that goes on with it has none of that. */
    List<FactSet> kept(TaskKept event, Received received) {
        var scope = new Scope(event.unit(), event.ancestors());
        var id = event.task() + "#" + SOURCE;
        if (event.status().equals(WITHDRAWN)) {
            return Making.tombstone(id, SOURCE, event.task(), scope, received);
        }
        var origin = Origin.of(SOURCE, event.task(), event.date(), received.sequence());
        var facts = new ArrayList<Fact>();
        for (var step : event.milestones()) {
            if (step.state().equals(DONE) && step.on() != null) {
                var reached = Origin.of(SOURCE, event.task(), step.on(), received.sequence());
                facts.addAll(making.facts(reached, null, id, Map.of("milestone", List.of(step.milestone()))));
            }
        }
        return making.of(id, scope, origin, Map.of(), facts);
    }
}
