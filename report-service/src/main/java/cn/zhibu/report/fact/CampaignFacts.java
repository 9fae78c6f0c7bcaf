package cn.zhibu.report.fact;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.Received;
import cn.zhibu.report.fact.FactSet.Origin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is read of campaigns, and its facts: each task that a branch has met, on the day of what it names for it. */
final class CampaignFacts {

    private static final String SOURCE = "campaign";

    record Answered(String campaign, String unit, List<String> ancestors, List<Met> met) {}

    record Met(String point, LocalDate on) {}

    private final Making making;

    CampaignFacts(Making making) {
        this.making = making;
    }

    /** All that a branch has for a campaign is one set; shown as the source is the page of the branch. */
    List<FactSet> answered(Answered event, Received received) {
        var scope = new Scope(event.unit(), event.ancestors());
        var id = event.campaign() + "#" + event.unit();
        if (event.met().isEmpty()) {
            return Making.tombstone(id, SOURCE, event.unit(), scope, received);
        }
        var facts = new ArrayList<Fact>();
        for (var met : event.met()) {
            var origin = Origin.of(SOURCE, event.unit(), met.on(), received.sequence());
            facts.addAll(making.facts(origin, null, id, Map.of("point", List.of(met.point()))));
        }
        var first = event.met().get(0);
        return making.of(id, scope, Origin.of(SOURCE, event.unit(), first.on(), received.sequence()), Map.of(), facts);
    }
}
