package cn.zhibu.report.duty;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.security.Unasked;
import cn.zhibu.report.duty.DutySheet.Judged;
import cn.zhibu.report.fact.Source;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the duty sheets: judges what is to be judged when it is read, opens years, notes what was looked at. */
@Component
class SheetKeeper {

    private static final int SIDE_BY_SIDE = 8;

    /** Sheets are nobody's act: no key of a request or event belongs to them. */
    static final Command ITSELF = new Command(null, null, null, () -> "", "");

    private final DutySheets sheets;
    private final DutyYears years;
    private final Judge judge;
    private final SheetText text;
    private final DirectoryService units;
    private final Changes changes;
    private final Clock clock;
    private final Leads leads;

    SheetKeeper(
            DutySheets sheets,
            DutyYears years,
            Judge judge,
            SheetText text,
            DirectoryService units,
            Changes changes,
            Clock clock,
            Leads leads) {
        this.sheets = sheets;
        this.years = years;
        this.judge = judge;
        this.text = text;
        this.units = units;
        this.changes = changes;
        this.clock = clock;
        this.leads = leads;
    }

    /** The last year of which sheets are kept: of years to come only the next. */
    int lastYear() {
        return LocalDate.now(clock).getYear() + 1;
    }

    boolean keeps(int year) {
        return year <= lastYear();
    }

    /** The sheet of a branch, judged. */
    Mono<DutySheet> sheet(Unit branch, int year) {
        return sheets.findById(DutySheet.nameOf(branch.id(), year))
                .filter(this::stands)
                .switchIfEmpty(Mono.defer(() -> judgedAnew(branch, year)));
    }

    /** A sheet that was read without its judgements, judged and of the day. */
    Mono<DutySheet> renewed(DutySheet sheet) {
        return stands(sheet)
                ? turned(sheet.id(), LocalDate.now(clock))
                : judgedAnew(sheet.scope().unit(), sheet.year());
    }

    /** Where it cannot be kept because so much is happening, whoever reads it turns it himself. */
    private Mono<DutySheet> turned(String id, LocalDate today) {
        return changes.on(DutySheet.class, id)
                .decide(sheet -> {
                    var judged = sheet.judgement();
                    return Change.of(
                            judged == null || !stands(sheet) || judged.shows(today)
                                    ? sheet
                                    : sheet.shown(judged(judgements(sheet))));
                })
                .onErrorResume(OptimisticLockingFailureException.class, busy -> Mono.empty())
                .contextWrite(ITSELF::into);
    }

    /** The duties of a sheet as they stand on a day. */
    List<Duty> duties(DutySheet sheet, LocalDate day) {
        return Duties.on(judgements(sheet), day);
    }

    private List<Judgement> judgements(DutySheet sheet) {
        var judged = sheet.judgement();
        var packed = judged == null ? null : judged.packed();
        return packed == null ? List.of() : text.read(sheet.scope().unit(), packed);
    }

    /** Whether it says already what there is to say today. */
    boolean shows(DutySheet sheet) {
        var judged = sheet.judgement();
        return judged != null && stands(sheet) && judged.shows(LocalDate.now(clock));
    }

    boolean stands(DutySheet sheet) {
        return sheet.stands(judge.basis());
    }

    private Mono<DutySheet> judgedAnew(String unit, int year) {
        return units.unit(unit, Unasked.ITSELF).flatMap(branch -> judgedAnew(branch, year));
    }

    /** Where so much is happening that the sheet cannot be kept, it is answered all the same. */
    private Mono<DutySheet> judgedAnew(Unit branch, int year) {
        var known = changes.on(DutySheet.class, DutySheet.nameOf(branch.id(), year))
                .decideWith(sheet -> stands(sheet)
                        ? Mono.just(Change.of(sheet))
                        : judged(sheet).map(Change::of));
        return known.switchIfEmpty(Mono.defer(() -> blank(branch, year).then(known)))
                .onErrorResume(
                        OptimisticLockingFailureException.class,
                        busy -> judged(DutySheet.blank(branch.scope(), branch.from(), year)))
                .contextWrite(ITSELF::into);
    }

    /** The unit is read after the sheet, as everything is. */
    private Mono<DutySheet> judged(DutySheet sheet) {
        var unit = sheet.scope().unit();
        return units.unit(unit, Unasked.ITSELF)
                .flatMap(branch -> judge.judged(List.of(branch), sheet.year(), Unasked.ITSELF))
                .map(found -> sheet.judged(judged(found.getOrDefault(unit, List.of()))));
    }

    Mono<Void> blank(Unit branch, int year) {
        return changes.save(Change.of(DutySheet.blank(branch.scope(), branch.from(), year)))
                .onErrorResume(DuplicateKeyException.class, there -> Mono.empty())
                .contextWrite(ITSELF::into)
                .then();
    }

    private Judged judged(List<Judgement> judgements) {
        var today = LocalDate.now(clock);
        var duties = Duties.on(judgements, today);
        var cells = text.cells(duties);
        return new Judged(
                judge.basis(),
                text.write(judgements),
                cells,
                SheetText.mark(cells),
                Tally.of(Cell.of(duties), judge.rules()),
                today,
                first(judgements.stream().flatMap(Judgement::turns), today));
    }

    private static @Nullable LocalDate first(Stream<LocalDate> days, LocalDate after) {
        return days.filter(day -> day.isAfter(after)).min(LocalDate::compareTo).orElse(null);
    }

    /** Makes sure that every branch has a sheet of the year. */
    Mono<Void> open(int year) {
        return years.findById(Integer.toString(year))
                .filter(DutyYear::complete)
                .switchIfEmpty(Mono.defer(() -> opened(year)))
                .then();
    }

    private Mono<DutyYear> opened(int year) {
        var begun = changes.save(Change.of(DutyYear.begun(year)))
                .onErrorResume(DuplicateKeyException.class, there -> Mono.empty());
        var filled = units.branches()
                .filter(branch -> branch.from().getYear() <= year)
                .flatMap(branch -> blank(branch, year), SIDE_BY_SIDE);
        return begun.thenMany(filled)
                .then(changes.on(DutyYear.class, Integer.toString(year))
                        .decide(found -> Change.of(found.complete() ? found : found.completed())))
                .contextWrite(ITSELF::into);
    }

    /** Sheets of which there may be something to tell, without their judgements. */
    Flux<DutySheet> toLook() {
        return sheets.toLook(LocalDate.now(clock));
    }

    /** The day on which the next sheet is to be looked at; none while there is none. */
    Mono<LocalDate> nextLook() {
        return sheets.nextToLook(DutySheet.AT_ONCE.minusDays(1), PageRequest.of(0, 1, Sort.by("lookOn")))
                .next()
                .mapNotNull(DutySheet::lookOn);
    }

    /**
     * Notes that a sheet has been looked at; one that has changed since stays to be looked at.
     *
     * @param again whether it may have something to tell later
     */
    Mono<DutySheet> looked(DutySheet seen, boolean again) {
        return changes.on(DutySheet.class, seen.id())
                .decide(sheet ->
                        Change.of(Objects.equals(sheet.version(), seen.version()) ? afterLook(sheet, again) : sheet))
                .contextWrite(ITSELF::into);
    }

    private DutySheet afterLook(DutySheet sheet, boolean again) {
        if (!again) {
            return sheet.looked(sheet.judgement(), null);
        }
        if (!stands(sheet)) {
            return sheet;
        }
        var judgements = judgements(sheet);
        var next = first(judgements.stream().flatMap(leads::turns), LocalDate.now(clock));
        return sheet.looked(judged(judgements), next);
    }

    /** The sheet after these subjects became what they are now. */
    DutySheet after(DutySheet sheet, Set<String> subjects, Map<String, Source> now) {
        var before = judgements(sheet);
        var after = before;
        for (var subject : subjects) {
            after = after.stream()
                    .map(each -> each.after(subject, now.get(subject)))
                    .toList();
        }
        return after.equals(before) ? sheet : sheet.judged(judged(after));
    }
}
