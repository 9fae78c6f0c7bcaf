package cn.zhibu.report.duty;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.report.duty.Duty.Standing;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.report.fact.FactService;
import cn.zhibu.report.fact.Source;
import cn.zhibu.report.words.Language;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Duties of branches, for the other features and for the screen of a branch. */
@Service
public class DutyService {

    /** Years back in which an exemption that still holds may have begun. */
    private static final int LONGEST_EXEMPTION = 5;

    private final RulePacks packs;
    private final DirectoryService units;
    private final FactService facts;
    private final Clock clock;

    DutyService(RulePacks packs, DirectoryService units, FactService facts, Clock clock) {
        this.packs = packs;
        this.units = units;
        this.facts = facts;
        this.clock = clock;
    }

    /** The duties of one branch in one year, by date. */
    Mono<List<Duty>> ofBranch(String unit, int year, Caller caller) {
        return units.unit(unit, caller)
                .switchIfEmpty(Mono.error(() -> DutyProblem.UNIT_NOT_FOUND.of(unit)))
                .flatMap(branch -> duties(List.of(branch), year, caller))
                .map(found -> found.getOrDefault(unit, List.of()).stream()
                        .sorted(Comparator.comparing(Duty::due).thenComparing(Duty::id))
                        .toList());
    }

    /** The duties of many branches at once. */
    public Mono<Map<String, List<Duty>>> duties(List<Unit> branches, int year, Caller caller) {
        var today = LocalDate.now(clock);
        return Mono.zip(
                        units.shapes(branches, caller),
                        occasions(branches, year, caller).collect(Collectors.groupingBy(Source::unit)))
                .map(read -> read.getT1().stream()
                        .collect(Collectors.toMap(
                                shape -> shape.unit().id(),
                                shape -> Duties.of(
                                        shape,
                                        read.getT2().getOrDefault(shape.unit().id(), List.of()).stream()
                                                .map(occasion -> facts.judged(occasion, shape))
                                                .toList(),
                                        packs.rules(),
                                        year,
                                        today))));
    }

    /** How often these rules ask for something in a year: each rule once per period, however many groups there are. */
    public static int occasionsAsked(List<Duty> duties, List<String> rules) {
        return duties.stream()
                .filter(duty -> rules.contains(duty.rule().id()))
                .filter(duty -> duty.state() != State.NOT_APPLICABLE && duty.state() != State.EXEMPT)
                .collect(Collectors.toMap(
                        duty -> duty.rule().id() + ":" + duty.period(),
                        duty -> duty.rule().times(),
                        (one, same) -> one))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Names and versions of the rule packs in use. */
    public Map<String, Integer> versions() {
        return packs.versions();
    }

    /** The rules that are shown, in their own order, each as it reads on that day. */
    public List<Asked> rules(LocalDate day) {
        return Revisions.of(packs.rules()).stream()
                .map(rule -> Asked.of(rule.known(day)))
                .toList();
    }

    /** Why a duty stands as it does, as a sentence. */
    public String reason(Standing standing, Language language) {
        var pattern = packs.reason(Duties.Reason.valueOf(standing.reason())).in(language);
        var texts = standing.args().stream().map(String::valueOf).toArray();
        return new MessageFormat(pattern.replace("'", "''")).format(texts);
    }

    /** What happened in the year, and exemptions, which may have begun years before. */
    private Flux<Source> occasions(List<Unit> branches, int year, Caller caller) {
        var last = LocalDate.of(year, 12, 31);
        var meeting = new TreeSet<String>();
        var exempting = new TreeSet<String>();
        for (var rule : packs.rules()) {
            var kind = rule.metBy().kind();
            meeting.add(kind == null ? "session" : kind);
            var exemption = rule.exemption();
            if (exemption != null) {
                exempting.add(exemption.kind());
            }
        }
        return Flux.merge(
                facts.occasions(branches, meeting, LocalDate.of(year, 1, 1), last, caller),
                facts.occasions(branches, exempting, LocalDate.of(year - LONGEST_EXEMPTION, 1, 1), last, caller));
    }
}
