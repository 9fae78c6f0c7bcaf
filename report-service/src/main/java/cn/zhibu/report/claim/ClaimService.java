package cn.zhibu.report.claim;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Claim;
import cn.zhibu.catalogue.Outline;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.report.content.Content;
import cn.zhibu.report.content.Period;
import cn.zhibu.report.duty.Duty;
import cn.zhibu.report.duty.DutyService;
import cn.zhibu.report.fact.FactService;
import cn.zhibu.report.fact.Found;
import cn.zhibu.report.name.Known;
import cn.zhibu.words.Words;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Composes a report from what is known today. */
@Service
public class ClaimService {

    private final CatalogueService catalogue;
    private final FactService facts;
    private final DutyService duties;

    /** What takes a processor long is done by as many threads as there are processors, and by none that others wait for. */
    private final Scheduler threads =
            Schedulers.newParallel("composing", Runtime.getRuntime().availableProcessors(), true);

    ClaimService(CatalogueService catalogue, FactService facts, DutyService duties) {
        this.catalogue = catalogue;
        this.facts = facts;
        this.duties = duties;
    }

    /** @param naming tells the names of units by their ids */
    public Mono<Content> compose(
            Outline outline,
            Unit branch,
            Period period,
            Function<Collection<String>, Mono<Known>> naming,
            Caller caller) {
        return Mono.zip(
                        facts.ofSubtree(branch, period.from(), caller),
                        facts.ofSchool(branch, caller),
                        owed(branch, period, caller))
                .publishOn(threads)
                .flatMap(read -> naming.apply(named(branch, read.getT1(), read.getT2()))
                        .publishOn(threads)
                        .map(known -> {
                            var own = OwnWords.of(
                                    catalogue, branch.schoolType(), known.name(branch.id()), known.bureau());
                            var display = new Display(catalogue, id -> Optional.ofNullable(known.name(id)), own);
                            var sentences = new Sentences(catalogue, display, Demands.of(read.getT3()));
                            var composer = new Composer(
                                    catalogue,
                                    claim -> sentences.of(
                                            claim, whose(claim, branch.id(), read.getT1(), read.getT2()), period),
                                    variables(branch, period, known, own));
                            return composer.compose(outline);
                        }));
    }

    /** The branch, and whom its records name. */
    private Set<String> named(Unit branch, List<Found> subtree, List<Found> school) {
        var units = Partners.of(subtree, catalogue);
        units.addAll(Partners.of(school, catalogue));
        units.add(branch.id());
        return units;
    }

    /** A report counts what its branch owns, unless a claim says otherwise. */
    static List<Found> whose(Claim claim, String branch, List<Found> subtree, List<Found> school) {
        var of = claim.of() == null ? "branch" : claim.of();
        return switch (of) {
            case "school" -> school;
            case "subtree" -> subtree;
            default ->
                subtree.stream()
                        .filter(found -> found.source().unit().equals(branch))
                        .toList();
        };
    }

    /** What the rules ask of the branch in the years of the period, as far as it falls due inside. */
    private Mono<List<Duty>> owed(Unit branch, Period period, Caller caller) {
        int first = period.from().getYear();
        return Flux.range(first, period.until().getYear() - first + 1)
                .concatMap(year -> duties.duties(List.of(branch), year, caller))
                .flatMapIterable(found -> found.getOrDefault(branch.id(), List.of()))
                .filter(duty -> period.asksFor(duty.due()))
                .collectList();
    }

    static Map<String, Words> variables(Unit branch, Period period, Known known, OwnWords own) {
        var unit = Objects.requireNonNullElse(known.name(branch.id()), new Words("本支部", "this branch"));
        int year = period.until().getYear();
        var variables = new HashMap<String, Words>(own.words());
        variables.put("unit", unit);
        variables.put("year", number(year));
        variables.put("nextYear", number(year + 1));
        variables.put("from", month(period.from()));
        variables.put("until", month(period.until()));
        return variables;
    }

    private static Words number(int year) {
        return new Words(Integer.toString(year), Integer.toString(year));
    }

    private static Words month(LocalDate day) {
        return new Words(
                day.getYear() + "年" + day.getMonthValue() + "月",
                day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + day.getYear());
    }
}
