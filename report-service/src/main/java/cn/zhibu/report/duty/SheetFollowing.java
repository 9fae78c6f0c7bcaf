package cn.zhibu.report.duty;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Follower;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Coalescing;
import cn.zhibu.platform.job.Wakes;
import cn.zhibu.report.fact.FactFollower;
import cn.zhibu.report.fact.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Follows what happens with the duty sheets. A session or record changes the sheets of its branch by itself; with the
 * branch, its people or an exemption they are to be judged anew, which whoever reads them next does. What is stored is read
 * after the sheets, and a sheet is written only if it is still the one that was read, so no order of events, repeats or
 * replicas tells.
 */
@Component
class SheetFollowing implements FactFollower, Follower {

    private static final String ALL = "";
    private static final int TRIES = 8;

    private final DutySheets sheets;
    private final DutyYears years;
    private final SheetKeeper keeper;
    private final Judge judge;
    private final DirectoryService units;
    private final Changes changes;
    private final Wakes wakes;
    private final Leads leads;
    private final Clock clock;
    private final Coalescing coalescing = new Coalescing();

    SheetFollowing(
            DutySheets sheets,
            DutyYears years,
            SheetKeeper keeper,
            Judge judge,
            DirectoryService units,
            Changes changes,
            Wakes wakes,
            Leads leads,
            Clock clock) {
        this.sheets = sheets;
        this.years = years;
        this.keeper = keeper;
        this.judge = judge;
        this.units = units;
        this.changes = changes;
        this.wakes = wakes;
        this.leads = leads;
        this.clock = clock;
    }

    @Override
    public Mono<Void> changed(String unit, String kind, String subject) {
        if (judge.exempts(kind)) {
            return touched(unit, ALL);
        }
        return judge.meets(kind) ? touched(unit, subject) : Mono.empty();
    }

    @Override
    public Mono<Void> turned(String id) {
        return units.unit(id, Unasked.ITSELF).flatMap(unit -> {
            if (unit.isBranch()) {
                return years.from(Integer.toString(unit.from().getYear()))
                        .concatMap(year -> keeper.blank(unit, year.year()))
                        .then(touched(id, ALL));
            }
            var above = unit.parent();
            return above != null && unit.kind().equals(Unit.GROUP) ? touched(above, ALL) : Mono.empty();
        });
    }

    @Override
    public Mono<Void> peopled(Collection<String> branches) {
        return Flux.fromIterable(branches).concatMap(unit -> touched(unit, ALL)).then();
    }

    /** Reminders are told once a burst is over; a listener that hears again wakes again. */
    private Mono<Void> touched(String unit, String subject) {
        return coalescing
                .add(unit, subject, subjects -> touch(unit, subjects))
                .then(Mono.defer(
                        () -> wakes.wake(DutyWatching.class, clock.instant().plus(leads.every()))))
                .contextWrite(SheetKeeper.ITSELF::into);
    }

    private Mono<Void> touch(String unit, Set<String> subjects) {
        return Mono.defer(() -> sheets.ofUnit(unit).collectList())
                .flatMap(all -> now(unit, subjects, all)
                        .flatMap(now -> Flux.fromIterable(all)
                                .concatMap(sheet -> kept(sheet, next(sheet, subjects, now)))
                                .then()))
                .retryWhen(Retry.backoff(TRIES, Duration.ofMillis(5))
                        .maxBackoff(Duration.ofMillis(100))
                        .filter(OptimisticLockingFailureException.class::isInstance)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()));
    }

    /** Read after the sheets. */
    private Mono<Map<String, Source>> now(String unit, Set<String> subjects, List<DutySheet> all) {
        return subjects.contains(ALL) || all.stream().noneMatch(keeper::stands)
                ? Mono.just(Map.of())
                : judge.now(unit, subjects).collectMap(Source::id);
    }

    private DutySheet next(DutySheet sheet, Set<String> subjects, Map<String, Source> now) {
        return subjects.contains(ALL) || !keeper.stands(sheet) ? sheet.stale() : keeper.after(sheet, subjects, now);
    }

    private Mono<DutySheet> kept(DutySheet before, DutySheet after) {
        return after == before ? Mono.just(before) : changes.save(Change.of(after));
    }
}
