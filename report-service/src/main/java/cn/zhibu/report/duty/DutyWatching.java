package cn.zhibu.report.duty;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.job.Job;
import cn.zhibu.platform.security.Unasked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at branches in which something happened or a day has come, and tells what is due soon, overdue or settled since. */
@Component
class DutyWatching implements Job {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final SheetKeeper sheets;
    private final DirectoryService units;
    private final Changes changes;
    private final Clock clock;
    private final Leads leads;

    DutyWatching(SheetKeeper sheets, DirectoryService units, Changes changes, Clock clock, Leads leads) {
        this.sheets = sheets;
        this.units = units;
        this.changes = changes;
        this.clock = clock;
        this.leads = leads;
    }

    /** A change is looked at after {@code leads.every()}, when a burst is over; for that moment the list is asked more often. */
    @Override
    public Duration every() {
        return leads.every().compareTo(PAUSE) < 0 ? leads.every() : PAUSE;
    }

    @Override
    public Duration after() {
        return leads.after();
    }

    /** Only branches of which something was written, or a day has come, since they were looked at. */
    @Override
    public Mono<Instant> round() {
        var look = new DutyWatch.Look(LocalDate.now(clock), leads);
        return Flux.fromIterable(look.years())
                .concatMap(sheets::open)
                .thenMany(sheets.toLook().collectList())
                .flatMapIterable(DutyWatching::byUnit)
                .concatMap(found -> look(found, look), 1)
                .then(Mono.defer(() -> next(look.today())));
    }

    /** A sheet that changed while it was looked at is looked at soon again; a new year has sheets of its own. */
    private Mono<Instant> next(LocalDate today) {
        var newYear = LocalDate.of(today.getYear() + 1, 1, 1);
        return sheets.nextLook()
                .defaultIfEmpty(newYear)
                .map(day -> day.isAfter(newYear) ? newYear : day)
                .map(day -> day.isAfter(today)
                        ? day.atStartOfDay(clock.getZone()).toInstant()
                        : clock.instant().plus(leads.every()));
    }

    private static Collection<List<DutySheet>> byUnit(List<DutySheet> found) {
        return found.stream()
                .collect(Collectors.groupingBy(sheet -> sheet.scope().unit(), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /** All sheets that the look is at, also those that have nothing new: what was told before is judged by all of them. */
    private Mono<Void> look(List<DutySheet> found, DutyWatch.Look look) {
        var unit = found.get(0).scope().unit();
        var others = found.stream()
                .filter(sheet -> !look.years().contains(sheet.year()))
                .toList();
        return units.unit(unit, Unasked.ITSELF)
                .flatMapMany(branch -> Flux.fromIterable(look.years())
                        .concatMap(year -> sheets.sheet(branch, year))
                        .collectList()
                        .flatMapMany(all -> tell(branch, duties(all, look.today()), look)
                                .thenMany(Flux.fromIterable(all))
                                .concatMap(sheet -> sheets.looked(sheet, true)))
                        .thenMany(Flux.fromIterable(others).concatMap(sheet -> later(branch, sheet, look))))
                .then();
    }

    /** Nothing is told of a year long past, and of one to come when its days do. */
    private Mono<DutySheet> later(Unit branch, DutySheet sheet, DutyWatch.Look look) {
        return sheet.year() < look.since().getYear()
                ? sheets.looked(sheet, false)
                : sheets.sheet(branch, sheet.year()).flatMap(judged -> sheets.looked(judged, true));
    }

    /** A duty done once shows in several years and is still one duty. */
    private List<Duty> duties(List<DutySheet> all, LocalDate today) {
        var joined = new LinkedHashMap<String, Duty>();
        all.forEach(sheet -> sheets.duties(sheet, today).forEach(duty -> joined.put(duty.id(), duty)));
        return List.copyOf(joined.values());
    }

    private Mono<DutyWatch> tell(Unit branch, List<Duty> found, DutyWatch.Look look) {
        return changes.on(DutyWatch.class, DutyWatch.nameOf(branch.id()))
                .decideOr(
                        watch -> watch.look(found, look),
                        () -> first(DutyWatch.over(branch.scope()).look(found, look)));
    }

    /** A branch of which there is nothing to tell needs no document. */
    private static Mono<Change<DutyWatch>> first(Change<DutyWatch> change) {
        return change.events().isEmpty() ? Mono.empty() : Mono.just(change);
    }
}
