package cn.zhibu.report.duty;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.security.Unasked;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.report.duty.Duty.Standing;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.rules.Reason;
import cn.zhibu.rules.Revisions;
import cn.zhibu.rules.RuleService;
import cn.zhibu.words.Language;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    private final SheetTable table;
    private final SheetLines lines;
    private final Clock clock;

    DutyService(
            RuleService packs,
            DirectoryService units,
            Judge judge,
            SheetKeeper sheets,
            SheetText text,
            SheetTable table,
            SheetLines lines,
            Clock clock) {
        this.packs = packs;
        this.units = units;
        this.judge = judge;
        this.sheets = sheets;
        this.text = text;
        this.table = table;
        this.lines = lines;
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

    /** The lines of a table, in the order in which the branches were founded; of years to come those of the next. */
    public Mono<Page<SheetRow>> rows(TableQuery wanted, PageQuery page) {
        var today = LocalDate.now(clock);
        return sheets.keeps(wanted.year())
                ? table.page(wanted, page)
                        .flatMap(found -> lines.of(found.items(), today).map(found::with))
                : table.page(wanted.whole(sheets.lastYear()), page)
                        .flatMap(found -> Flux.fromIterable(found.items())
                                .flatMapSequential(sheet -> unkept(sheet.scope().unit(), wanted, today), SIDE_BY_SIDE)
                                .collectList()
                                .map(found::with));
    }

    private Mono<SheetRow> unkept(String unit, TableQuery wanted, LocalDate today) {
        return units.unit(unit, Unasked.ITSELF)
                .flatMap(branch -> judge.judged(List.of(branch), wanted.year(), Unasked.ITSELF))
                .map(judged -> text.row(unit, Duties.on(judged.getOrDefault(unit, List.of()), today)))
                .filter(row -> wanted.shows(Tally.of(row.cells(), judge.rules()), judge.rules()));
    }

    /** What a table comes to, however long it is; of years after the next nothing is counted but the branches. */
    public Mono<Counts> counts(TableQuery wanted) {
        return sheets.keeps(wanted.year())
                ? table.counts(wanted.whole(wanted.year()))
                : table.counts(wanted.whole(sheets.lastYear()))
                        .map(counts -> new Counts(counts.branches(), 0, Map.of(), Map.of()));
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

    /** Names the rules and read models that duties are judged by; another one, and they may stand otherwise. */
    public String basis() {
        return judge.basis();
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
