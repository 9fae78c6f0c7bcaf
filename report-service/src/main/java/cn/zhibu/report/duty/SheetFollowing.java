package cn.zhibu.report.duty;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;

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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private final Coalescing<Touch> coalescing = new Coalescing<>();

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

    /** What became of a branch: one of its subjects, or all that its sheets are made of. */
    private record Touch(String unit, String subject) {}

    @Override
    public Mono<Void> changed(Collection<Changed> subjects) {
        return touched(subjects.stream()
                .filter(each -> judge.exempts(each.kind()) || judge.meets(each.kind()))
                .map(each -> new Touch(each.unit(), judge.exempts(each.kind()) ? ALL : each.subject()))
                .toList());
    }

    @Override
    public Mono<Void> turned(Collection<String> ids) {
        return units.named(ids)
                .concatMap(unit -> begun(unit).then(Mono.justOrEmpty(touch(unit))))
                .collectList()
                .flatMap(this::touched);
    }

    /** A branch has a sheet for each year that was begun, from that of its founding on. */
    private Mono<Void> begun(Unit unit) {
        return unit.isBranch()
                ? years.from(Integer.toString(unit.from().getYear()))
                        .concatMap(year -> keeper.blank(unit, year.year()))
                        .then()
                : Mono.empty();
    }

    /** A group is part of its branch. */
    private static @Nullable Touch touch(Unit unit) {
        var branch = unit.isBranch() ? unit.id() : unit.kind().equals(Unit.GROUP) ? unit.parent() : null;
        return branch == null ? null : new Touch(branch, ALL);
    }

    @Override
    public Mono<Void> peopled(Collection<String> branches) {
        return touched(branches.stream().map(unit -> new Touch(unit, ALL)).toList());
    }

    /** Reminders are told once a burst is over; a listener that hears again wakes again. */
    private Mono<Void> touched(List<Touch> touches) {
        return touches.isEmpty()
                ? Mono.empty()
                : coalescing
                        .add("sheets", touches, this::touch)
                        .then(Mono.defer(() ->
                                wakes.wake(DutyWatching.class, clock.instant().plus(leads.every()))))
                        .contextWrite(SheetKeeper.ITSELF::into);
    }

    private Mono<Void> touch(Set<Touch> touches) {
        var subjects = touches.stream().collect(groupingBy(Touch::unit, mapping(Touch::subject, Collectors.toSet())));
        return Mono.defer(() -> sheets.ofUnits(subjects.keySet()).collectList())
                .flatMap(all -> now(subjects, all)
                        .flatMap(now -> Flux.fromIterable(all)
                                .concatMap(sheet -> kept(
                                        sheet,
                                        next(
                                                sheet,
                                                subjects.getOrDefault(
                                                        sheet.scope().unit(), Set.of()),
                                                now)))
                                .then()))
                .retryWhen(Retry.backoff(TRIES, Duration.ofMillis(5))
                        .maxBackoff(Duration.ofMillis(100))
                        .filter(OptimisticLockingFailureException.class::isInstance)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()));
    }

    /** Read after the sheets, of those alone that are not to be judged anew. */
    private Mono<Map<String, Source>> now(Map<String, Set<String>> subjects, List<DutySheet> all) {
        var asked = all.stream()
                .filter(keeper::stands)
                .map(sheet -> subjects.getOrDefault(sheet.scope().unit(), Set.of()))
                .filter(some -> !some.contains(ALL))
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        return asked.isEmpty() ? Mono.just(Map.of()) : judge.now(asked).collectMap(Source::id);
    }

    private DutySheet next(DutySheet sheet, Set<String> subjects, Map<String, Source> now) {
        return subjects.contains(ALL) || !keeper.stands(sheet) ? sheet.stale() : keeper.after(sheet, subjects, now);
    }

    private Mono<DutySheet> kept(DutySheet before, DutySheet after) {
        return after == before ? Mono.just(before) : changes.save(Change.of(after));
    }
}
