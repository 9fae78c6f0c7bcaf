package cn.zhibu.report.fact;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Claim;
import cn.zhibu.catalogue.Claim.Window;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** How long facts are asked for: what some report states as it stands, for ever; else until the day they count for. */
final class Lasting {

    private final CatalogueService catalogue;
    private final Set<String> measures = new HashSet<>();

    Lasting(CatalogueService catalogue) {
        this.catalogue = catalogue;
        catalogue.claims().stream()
                .filter(claim -> claim.window() == Window.AS_OF)
                .forEach(this::stands);
    }

    /** What ends a measure is asked for as long as the measure. */
    private void stands(Claim claim) {
        stands(claim.query().measure());
        claim.query().plus().forEach(addend -> stands(addend.measure()));
        claim.figures().stream()
                .map(Claim.Figure::measure)
                .filter(Objects::nonNull)
                .forEach(this::stands);
    }

    private void stands(String measure) {
        measures.add(measure);
        catalogue
                .measure(measure)
                .map(found -> found.endedBy())
                .filter(Objects::nonNull)
                .ifPresent(measures::add);
    }

    /** The last day for which one of these is asked. */
    LocalDate until(List<Fact> facts) {
        return facts.stream()
                .map(fact -> measures.contains(fact.measure()) ? FactSet.ALWAYS : fact.date())
                .max(LocalDate::compareTo)
                .orElse(LocalDate.EPOCH);
    }
}
