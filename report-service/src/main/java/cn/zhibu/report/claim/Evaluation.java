package cn.zhibu.report.claim;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Claim;
import cn.zhibu.catalogue.Claim.Window;
import cn.zhibu.catalogue.Field;
import cn.zhibu.catalogue.Measure;
import cn.zhibu.report.content.Period;
import cn.zhibu.report.fact.Fact;
import cn.zhibu.report.fact.FactService;
import cn.zhibu.report.fact.Found;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers the query of one claim over the facts of one branch: groups, each with its figures and their evidence. */
final class Evaluation {

    static final String RECORD = "record";
    static final String FIGURE = "figure";

    private final CatalogueService catalogue;
    private final Claim claim;
    private final Measure measure;
    private final List<Found> facts;
    private final Period period;

    Evaluation(CatalogueService catalogue, Claim claim, List<Found> facts, Period period) {
        this.catalogue = catalogue;
        this.claim = claim;
        this.measure = known(catalogue, claim.query().measure());
        this.facts = facts;
        this.period = period;
    }

    /** One group of the answer: what it is grouped by, the unit of measure, the facts of the figure itself. */
    record Group(Map<String, String> by, String measureUnit, List<Found> found) {

        BigDecimal value(Measure measure) {
            return FactService.count(measure, found.stream().map(Found::fact).toList())
                    .getOrDefault(measureUnit, BigDecimal.ZERO);
        }

        /** The facts of the measure itself, without those of measures added to it. */
        List<Found> own(Measure measure) {
            return found.stream()
                    .filter(each -> each.fact().measure().equals(measure.id()))
                    .toList();
        }
    }

    /** A further figure of a group. */
    record Further(BigDecimal value, String measureUnit, List<Found> found) {}

    Measure measure() {
        return measure;
    }

    List<Group> groups() {
        var groups = new LinkedHashMap<String, Group>();
        for (var found : asked()) {
            var by = by(found);
            var key = by + "|" + found.fact().measureUnit();
            groups.computeIfAbsent(key, fresh -> new Group(by, found.fact().measureUnit(), new ArrayList<>()))
                    .found()
                    .add(found);
        }
        return groups.values().stream()
                .filter(group -> group.value(measure).signum() != 0)
                .sorted(Comparator.comparing(this::rank))
                .toList();
    }

    /** What the query asks for: its measure, and those that are added to it. */
    private List<Found> asked() {
        var query = claim.query();
        var all = new ArrayList<>(matching(measure, query.where(), claim.window()));
        for (var addend : query.plus()) {
            all.addAll(matching(known(catalogue, addend.measure()), addend.where(), claim.window()));
        }
        return all;
    }

    /** A further figure of the same sentence, of a measure. Null when nothing was found. */
    @Nullable
    Further further(Claim.Figure figure, Group group) {
        var other = known(catalogue, Objects.requireNonNull(figure.measure()));
        var window = figure.within() == null ? claim.window() : null;
        var keys = group.found().stream().map(found -> found.fact().key()).collect(Collectors.toSet());
        var found = matching(other, figure.where(), window).stream()
                .filter(each ->
                        figure.within() == null || keys.contains(each.fact().key()))
                .filter(each -> inGroup(each, other, group))
                .toList();
        var totals = FactService.count(other, found.stream().map(Found::fact).toList());
        if (totals.size() != 1) {
            return null;
        }
        var total = totals.entrySet().iterator().next();
        return new Further(total.getValue(), total.getKey(), found);
    }

    private boolean inGroup(Found found, Measure other, Group group) {
        return group.by().entrySet().stream()
                .allMatch(entry -> entry.getKey().equals(RECORD)
                        ? found.source().id().equals(entry.getValue())
                        : !other.by().contains(entry.getKey())
                                || entry.getValue().equals(found.fact().by().get(entry.getKey())));
    }

    private Map<String, String> by(Found found) {
        var by = new TreeMap<String, String>();
        for (var name : claim.query().groupBy()) {
            var value = name.equals(RECORD)
                    ? found.source().id()
                    : found.fact().by().get(name);
            by.put(name, value == null ? "" : value);
        }
        return by;
    }

    /** Groups stand in the order of their options, then of their first day. */
    private String rank(Group group) {
        var kind = catalogue.kindOf(measure);
        var rank = new StringBuilder();
        for (var entry : group.by().entrySet()) {
            var options = kind.field(entry.getKey()).map(Field::options).orElse(List.of());
            for (int i = 0; i < options.size(); i++) {
                if (options.get(i).id().equals(entry.getValue())) {
                    rank.append(String.format("%03d", i));
                }
            }
        }
        var first = group.found().stream()
                .map(found -> found.source().date())
                .min(Comparator.naturalOrder())
                .orElse(LocalDate.EPOCH);
        return rank.append(first).append(group.by()).toString();
    }

    private List<Found> matching(Measure wanted, Map<String, List<String>> where, @Nullable Window window) {
        var ended = ended(wanted);
        return facts.stream()
                .filter(found -> found.fact().measure().equals(wanted.id()))
                .filter(found -> where.entrySet().stream()
                        .allMatch(condition -> condition
                                .getValue()
                                .contains(String.valueOf(found.fact().by().get(condition.getKey())))))
                .filter(found -> window == null || inside(found.fact(), window))
                .filter(found -> !ended.contains(found.fact().key()))
                .sorted(Comparator.comparing((Found found) -> found.source().date())
                        .thenComparing(found -> found.source().id()))
                .toList();
    }

    /** What had ended by the last day of the period no longer counts as it stands. */
    private Set<String> ended(Measure wanted) {
        return claim.window() != Window.AS_OF || wanted.endedBy() == null
                ? Set.of()
                : facts.stream()
                        .map(Found::fact)
                        .filter(fact -> fact.measure().equals(wanted.endedBy()) && inside(fact, Window.AS_OF))
                        .map(Fact::key)
                        .collect(Collectors.toSet());
    }

    private boolean inside(Fact fact, Window window) {
        return period.covers(window, fact.date());
    }

    private static Measure known(CatalogueService catalogue, String id) {
        return catalogue.measure(id).orElseThrow(() -> new IllegalArgumentException("unknown measure " + id));
    }
}
