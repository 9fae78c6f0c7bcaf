package cn.zhibu.report.duty;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.report.duty.Duty.Standing;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.report.rule.Reason;
import cn.zhibu.report.rule.Revisions;
import cn.zhibu.report.rule.RuleService;
import cn.zhibu.report.words.Language;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Duties of branches, for the other features and for the screen of a branch. */
@Service
public class DutyService {

    private static final int SIDE_BY_SIDE = 8;

    private final RuleService packs;
    private final DirectoryService units;
    private final Judge judge;
    private final SheetKeeper sheets;
    private final SheetText text;
    private final Clock clock;

    DutyService(
            RuleService packs, DirectoryService units, Judge judge, SheetKeeper sheets, SheetText text, Clock clock) {
        this.packs = packs;
        this.units = units;
        this.judge = judge;
        this.sheets = sheets;
        this.text = text;
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

    /** The duties of many branches at once, as they stand today. */
    public Mono<Map<String, List<Duty>>> duties(List<Unit> branches, int year, Caller caller) {
        var today = LocalDate.now(clock);
        var seen = branches.stream()
                .filter(unit -> unit.isBranch() && caller.may(Capability.READ, unit.scope()))
                .toList();
        if (!sheets.keeps(year)) {
            return judge.judged(seen, year, caller)
                    .map(judged -> judged.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> Duties.on(entry.getValue(), today))));
        }
        return Flux.fromIterable(seen)
                .flatMap(branch -> sheets.sheet(branch, year), SIDE_BY_SIDE)
                .collectMap(sheet -> sheet.scope().unit(), sheet -> sheets.duties(sheet, today));
    }

    /** The lines of a table: of every branch below these units, in the order in which they were founded. */
    public Mono<List<SheetRow>> rows(Set<String> tops, int year) {
        var today = LocalDate.now(clock);
        if (sheets.keeps(year)) {
            return sheets.below(tops, year)
                    .concatMap(sheet -> sheets.cells(sheet, today)
                            .map(cells -> row(sheet.scope().unit(), cells)))
                    .collectList();
        }
        return units.branches()
                .filter(branch -> branch.scope().ancestors().stream().anyMatch(tops::contains))
                .sort(Comparator.comparing(Unit::from).thenComparing(Unit::id))
                .collectList()
                .flatMap(branches -> judge.judged(branches, year, Unasked.ITSELF)
                        .map(judged -> branches.stream()
                                .map(branch -> row(
                                        branch.id(),
                                        text.cells(Duties.on(judged.getOrDefault(branch.id(), List.of()), today))))
                                .toList()));
    }

    private SheetRow row(String unit, String cells) {
        return new SheetRow(unit, text.kept(cells), unit + cells);
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
        var pattern = packs.reason(Reason.valueOf(standing.reason())).in(language);
        var texts = standing.args().toArray();
        return new MessageFormat(pattern.replace("'", "''")).format(texts);
    }
}
