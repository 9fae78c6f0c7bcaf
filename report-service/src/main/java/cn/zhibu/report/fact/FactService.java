package cn.zhibu.report.fact;

import cn.zhibu.catalogue.BureauMeasures;
import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Measure;
import cn.zhibu.catalogue.OtherSide;
import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Projecting;
import cn.zhibu.platform.input.InputFault;
import cn.zhibu.platform.problem.PlatformProblem;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Facts with their sources and as totals, for the other features. */
@Service
public class FactService {

    private final FactSets sets;
    private final BureauKinds kinds;
    private final DirectoryService units;
    private final CatalogueService catalogue;
    private final Judging judging;

    FactService(FactSets sets, BureauKinds kinds, DirectoryService units, CatalogueService catalogue, Judging judging) {
        this.sets = sets;
        this.kinds = kinds;
        this.units = units;
        this.catalogue = catalogue;
        this.judging = judging;
    }

    /** A total, per unit of measure. */
    public record Total(Measure measure, Map<String, BigDecimal> byMeasureUnit) {}

    /** The facts that a unit and everything below it own, without those that count for no day from {@code from} on. */
    public Mono<List<Found>> ofSubtree(Unit top, LocalDate from, Caller caller) {
        return caller.may(Capability.READ, top.scope())
                ? Mono.zip(found(sets.ofSubtree(top.id(), from)).collectList(), shapes(top, caller))
                        .map(both -> both.getT1().stream()
                                .map(found -> judging.judged(
                                        found, both.getT2().get(found.source().unit())))
                                .filter(Objects::nonNull)
                                .toList())
                : Mono.just(List.of());
    }

    private Mono<Map<String, Shape>> shapes(Unit top, Caller caller) {
        return units.below(top, caller)
                .flatMap(below ->
                        units.shapes(below.stream().filter(Unit::isBranch).toList(), caller))
                .map(shapes -> shapes.stream()
                        .collect(Collectors.toMap(shape -> shape.unit().id(), shape -> shape)));
    }

    /** Whether the branch of its day decides what it counts as. */
    public boolean needsQuorum(Source source) {
        return Judging.needsQuorum(source);
    }

    /** The source as it counts: what a meeting without its quorum was held as meets nothing. */
    public Source judged(Source source, Shape shape) {
        return judging.judged(source, shape);
    }

    /** The sub- and entrusted schools of the school that a branch belongs to, closed ones among them as ended. */
    public Mono<List<Found>> ofSchool(Unit branch, Caller caller) {
        return units.nearest("SCHOOL", branch, caller)
                .flatMap(school -> owned(List.of(school)))
                .flatMap(found -> owned(found.stream()
                                .filter(each -> each.source().type().equals("unit"))
                                .map(each -> each.source().id())
                                .distinct()
                                .toList())
                        .map(closed -> join(found, closed)))
                .defaultIfEmpty(List.of());
    }

    /** What could meet a duty or exempt from one, of these branches in these days; with those values a duty looks at. */
    public Flux<Source> occasions(
            Collection<Unit> owners, Collection<String> sources, LocalDate from, LocalDate to, Caller caller) {
        var ids = owners.stream()
                .filter(unit -> caller.may(Capability.READ, unit.scope()))
                .map(Unit::id)
                .toList();
        return sets.occasions(ids, sources, from, to).map(FactService::source);
    }

    /** The same of named subjects, as far as they are there. For the product itself, which keeps what it has judged. */
    public Flux<Source> subjects(Collection<String> ids) {
        return sets.subjects(ids).map(FactService::source);
    }

    private static Source source(FactSet.Occasion found) {
        return source(found.scope().unit(), found.origin(), Objects.requireNonNullElse(found.values(), Map.of()));
    }

    /** Names the read model it answers from; another name where that is built anew. */
    public String generation() {
        return Projecting.collection(FactSet.class);
    }

    /** A total at or below a unit. */
    Mono<Total> total(String unit, BureauKind.Known asked, LocalDate from, LocalDate to, Caller caller) {
        var measure = asked.measure();
        if (to.isBefore(from)) {
            return Mono.error(PlatformProblem.parameter("to", new InputFault("TOO_EARLY", from)));
        }
        return units.unit(unit, caller)
                .flatMap(found -> sets.below(found.id(), measure.id(), from)
                        .flatMapIterable(FactSet.Measured::facts)
                        .filter(fact -> fact.measure().equals(measure.id()))
                        .filter(fact ->
                                !fact.date().isBefore(from) && !fact.date().isAfter(to))
                        .collectList())
                .map(facts -> new Total(measure, read(Counting.byMeasureUnit(measure, facts), asked.measureUnit())));
    }

    /** Numbers of a bureau's own fields are kept without their unit, which its definition says. */
    private static Map<String, BigDecimal> read(Map<String, BigDecimal> totals, String measureUnit) {
        var read = new TreeMap<String, BigDecimal>();
        totals.forEach((unit, value) -> read.put(unit.equals(BureauMeasures.NUMBER) ? measureUnit : unit, value));
        return read;
    }

    private Mono<List<Found>> owned(Collection<String> owners) {
        return found(sets.ofOwners(owners)).collectList();
    }

    private static Flux<Found> found(Flux<FactSet> sets) {
        return sets.flatMapIterable(set ->
                set.facts().stream().map(fact -> new Found(source(set), fact)).toList());
    }

    private static List<Found> join(List<Found> found, List<Found> more) {
        var all = new LinkedHashSet<>(found);
        all.addAll(more.stream()
                .filter(each -> each.fact().measure().endsWith("-closed"))
                .toList());
        return List.copyOf(all);
    }

    private static Source source(FactSet set) {
        return source(set.scope().unit(), set.origin(), set.values());
    }

    private static Source source(String unit, FactSet.Origin origin, Map<String, List<String>> values) {
        return new Source(
                origin.record(),
                received(values) ? "giving" : type(origin.source()),
                origin.source(),
                origin.kindVersion(),
                unit,
                origin.date(),
                origin.sequence(),
                origin.enteredOn(),
                values);
    }

    /** What a branch was given stands in the record of another, and is shown as it sees it. */
    private static boolean received(Map<String, List<String>> values) {
        return values.containsKey(OtherSide.SIDE);
    }

    private static String type(String source) {
        return switch (source) {
            case "session", "survey", "opinion", "unit", "committee", "talk", "task", "development" -> source;
            case "org-life", "appraisal", "campaign" -> "unit";
            default -> "record";
        };
    }

    /** Adds what may be added and counts the different ones of what may not, per unit of measure. */
    public static Map<String, BigDecimal> count(Measure measure, List<Fact> facts) {
        return Counting.byMeasureUnit(measure, facts);
    }

    /** The measure of that id, if the catalogue or the bureau has it. */
    Mono<BureauKind.Known> measure(String id, Caller caller) {
        if (caller.reach(Capability.READ).isEmpty()) {
            return Mono.empty();
        }
        return Mono.justOrEmpty(catalogue.measure(id))
                .map(measure -> new BureauKind.Known(measure, BureauMeasures.NUMBER))
                .switchIfEmpty(Mono.defer(() ->
                        kinds.findById(BureauMeasures.kindOf(id)).flatMap(kind -> Mono.justOrEmpty(kind.measure(id)))));
    }
}
