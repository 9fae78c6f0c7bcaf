package cn.zhibu.report.duty;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.report.fact.FactService;
import cn.zhibu.report.fact.Source;
import cn.zhibu.rules.RulePack.Rule;
import cn.zhibu.rules.RuleService;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Judges branches from everything that is known of them: facts, directory, rules. */
@Component
class Judge {

    /** Years back in which an exemption that still holds may have begun. */
    private static final int LONGEST_EXEMPTION = 5;

    /** Raised when judging itself is changed, or what is kept of it, so that it is judged anew. */
    private static final int CODE = 3;

    private final RuleService packs;
    private final DirectoryService units;
    private final FactService facts;
    private final String basis;
    private final Set<String> meeting = new TreeSet<>();
    private final Set<String> exempting = new TreeSet<>();

    Judge(RuleService packs, DirectoryService units, FactService facts) {
        this.packs = packs;
        this.units = units;
        this.facts = facts;
        this.basis = CODE + "-" + Command.nameOf(packs.rules().toString(), facts.generation(), units.generation());
        for (var rule : packs.rules()) {
            var kind = rule.metBy().kind();
            meeting.add(kind == null ? "session" : kind);
            var exemption = rule.exemption();
            if (exemption != null) {
                exempting.add(exemption.kind());
            }
        }
    }

    /** Whether what happens of this kind can meet a duty. */
    boolean meets(String kind) {
        return meeting.contains(kind);
    }

    /** Whether what is written of this kind can exempt from a duty. */
    boolean exempts(String kind) {
        return exempting.contains(kind);
    }

    /** Of all that the judgements go by but the facts themselves: another one, and all is judged anew. */
    String basis() {
        return basis;
    }

    /** The rules that a table has a column for. */
    Set<String> rules() {
        return packs.rules().stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
    }

    Mono<Map<String, List<Judgement>>> judged(List<Unit> branches, int year, Caller caller) {
        return Mono.zip(
                        units.shapes(branches, caller),
                        occasions(branches, year, caller).collect(Collectors.groupingBy(Source::unit)))
                .map(read -> read.getT1().stream()
                        .collect(Collectors.toMap(
                                shape -> shape.unit().id(),
                                shape -> Duties.judged(
                                        shape,
                                        read.getT2().getOrDefault(shape.unit().id(), List.of()).stream()
                                                .map(occasion -> facts.judged(occasion, shape))
                                                .toList(),
                                        packs.rules(),
                                        year))));
    }

    /** These subjects as they count now; those that are no longer there are not among them. */
    Flux<Source> now(Set<String> subjects) {
        return facts.subjects(subjects).collectList().flatMapMany(found -> {
            var asking =
                    found.stream().filter(facts::needsQuorum).map(Source::unit).collect(Collectors.toSet());
            return asking.isEmpty()
                    ? Flux.fromIterable(found)
                    : units.shapes(asking).flatMapIterable(shapes -> counted(found, shapes));
        });
    }

    /** What needs its branch to be counted and has none does not count. */
    private List<Source> counted(List<Source> found, Map<String, Shape> shapes) {
        var counted = new ArrayList<Source>();
        for (var source : found) {
            var shape = shapes.get(source.unit());
            if (shape != null) {
                counted.add(facts.judged(source, shape));
            } else if (!facts.needsQuorum(source)) {
                counted.add(source);
            }
        }
        return counted;
    }

    /** What happened in the year, and exemptions, which may have begun years before. */
    private Flux<Source> occasions(List<Unit> branches, int year, Caller caller) {
        var last = LocalDate.of(year, 12, 31);
        return Flux.merge(
                facts.occasions(branches, meeting, LocalDate.of(year, 1, 1), last, caller),
                facts.occasions(branches, exempting, LocalDate.of(year - LONGEST_EXEMPTION, 1, 1), last, caller));
    }
}
