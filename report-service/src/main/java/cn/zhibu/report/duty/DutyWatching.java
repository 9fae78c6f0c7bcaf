package cn.zhibu.report.duty;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at the duties of every branch now and then, and tells what is due soon, overdue or settled since the last look. */
@Component
class DutyWatching implements Job {

    private static final int BRANCHES_AT_ONCE = 50;

    private final DutyService duties;
    private final DirectoryService units;
    private final Changes changes;
    private final Clock clock;
    private final Leads leads;

    DutyWatching(DutyService duties, DirectoryService units, Changes changes, Clock clock, Leads leads) {
        this.duties = duties;
        this.units = units;
        this.changes = changes;
        this.clock = clock;
        this.leads = leads;
    }

    @Override
    public Duration every() {
        return leads.every();
    }

    @Override
    public Duration after() {
        return leads.after();
    }

    @Override
    public Mono<Void> round() {
        return units.branches()
                .buffer(BRANCHES_AT_ONCE)
                .concatMap(this::look, 1)
                .then();
    }

    private Mono<Void> look(List<Unit> branches) {
        var look = new DutyWatch.Look(LocalDate.now(clock), leads);
        return Flux.fromIterable(look.years())
                .concatMap(year -> duties.duties(branches, year, Unasked.ITSELF))
                .collectList()
                .map(DutyWatching::joined)
                .flatMapMany(owed -> Flux.fromIterable(branches)
                        .concatMap(branch -> look(branch, owed.getOrDefault(branch.id(), Map.of()), look), 1))
                .then();
    }

    /** A duty done once shows in several years and is still one duty. */
    private static Map<String, Map<String, Duty>> joined(List<Map<String, List<Duty>>> years) {
        var joined = new HashMap<String, Map<String, Duty>>();
        years.forEach(year -> year.forEach((unit, owed) -> owed.forEach(
                duty -> joined.computeIfAbsent(unit, fresh -> new HashMap<>()).put(duty.id(), duty))));
        return joined;
    }

    private Mono<DutyWatch> look(Unit branch, Map<String, Duty> owed, DutyWatch.Look look) {
        var found = List.copyOf(owed.values());
        return changes.on(DutyWatch.class, DutyWatch.nameOf(branch.id()))
                .decide(watch -> watch.look(found, look))
                .switchIfEmpty(
                        Mono.defer(() -> first(DutyWatch.over(branch.scope()).look(found, look))));
    }

    /** A branch of which there is nothing to tell needs no document. */
    private Mono<DutyWatch> first(Change<DutyWatch> change) {
        return change.events().isEmpty() ? Mono.just(change.state()) : changes.save(change);
    }
}
