package cn.zhibu.activity.task;

import static cn.zhibu.activity.task.TaskProblem.*;
import static cn.zhibu.platform.problem.PlatformProblem.INVALID_INPUT;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.evidence.EvidenceService;
import cn.zhibu.activity.record.KeyTask;
import cn.zhibu.activity.record.KeyTaskService;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.activity.task.Milestone.Done;
import cn.zhibu.activity.task.Milestone.Owner;
import cn.zhibu.activity.task.Task.Status;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.job.Wakes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.process.problem.FieldFault;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for key tasks. */
@Service
public class TaskService {

    /** How a task was completed, as it was typed. */
    record Completion(LocalDate date, String outcome, List<String> evidence) {}

    private final Tasks tasks;
    private final KeyTaskService records;
    private final RosterService roster;
    private final EvidenceService evidence;
    private final Changes changes;
    private final Wakes wakes;
    private final Clock clock;

    TaskService(
            Tasks tasks,
            KeyTaskService records,
            RosterService roster,
            EvidenceService evidence,
            Changes changes,
            Wakes wakes,
            Clock clock) {
        this.tasks = tasks;
        this.records = records;
        this.roster = roster;
        this.evidence = evidence;
        this.changes = changes;
        this.wakes = wakes;
        this.clock = clock;
    }

    Mono<Page<Task>> list(Tasks.Wanted wanted, PageQuery query, Caller caller) {
        return roster.reach(wanted.unit(), caller).flatMap(reach -> tasks.find(reach, wanted, query));
    }

    Mono<Task> one(String id, Caller caller) {
        return found(id, caller).switchIfEmpty(Mono.error(() -> TASK_NOT_FOUND.of(id)));
    }

    /** On the board, or not there yet and only on record. */
    private Mono<Task> found(String id, Caller caller) {
        return tasks.findById(id)
                .filter(task -> caller.may(READ, task.scope()) && task.course().status() != Status.WITHDRAWN)
                .switchIfEmpty(Mono.defer(() -> records.one(id, caller)).map(Task::opened));
    }

    Mono<Task> add(String id, String text, LocalDate due, @Nullable Owner owner, Caller caller) {
        return owned(id, owner, caller)
                .then(changes.newId())
                .map(milestone -> Milestone.planned(milestone, text, due, owner, LocalDate.now(clock)))
                .flatMap(planned -> acting(id, caller, task -> task.add(planned)));
    }

    Mono<Task> word(String id, String milestone, String text, @Nullable Owner owner, Caller caller) {
        return owned(id, owner, caller)
                .then(Mono.defer(() -> acting(id, caller, task -> task.word(milestone, text, owner))));
    }

    Mono<Task> move(String id, String milestone, LocalDate due, String reason, Caller caller) {
        return acting(id, caller, task -> task.move(milestone, due, reason, by(caller)));
    }

    Mono<Task> reach(
            String id, String milestone, LocalDate on, @Nullable String sentence, List<String> files, Caller caller) {
        return entered(id, caller)
                .flatMap(task -> evidence.hold(files, task.scope().unit(), "tasks/" + id, caller))
                .map(held -> new Done(on, sentence, held, by(caller)))
                .flatMap(done -> acting(id, caller, task -> task.reach(milestone, done)));
    }

    Mono<Task> drop(String id, String milestone, String reason, Caller caller) {
        return acting(id, caller, task -> task.drop(milestone, reason));
    }

    Mono<Task> reopen(String id, String milestone, String reason, Caller caller) {
        return acting(id, caller, task -> task.reopen(milestone, reason, LocalDate.now(clock)));
    }

    Mono<Task> risk(String id, @Nullable String words, Caller caller) {
        return acting(id, caller, task -> task.risk(words, by(caller)));
    }

    /** Its record says so first; the board follows, at once here or else when that is heard. */
    Mono<Task> complete(String id, Completion how, Caller caller) {
        return entered(id, caller)
                .doOnNext(task -> task.refuseUnlessOfYear(how.date()))
                .flatMap(task -> records.complete(id, how.date(), how.outcome(), how.evidence(), caller))
                .flatMap(record -> acting(id, caller, task -> task.follow(record)));
    }

    /** A record of this year goes on with it; what was begun by a command goes on when that is repeated. */
    Mono<Task> carry(String id, Caller caller) {
        var today = LocalDate.now(clock);
        return Mono.zip(entered(id, caller), changes.newId()).flatMap(both -> {
            var earlier = both.getT1();
            var later = both.getT2();
            earlier.refuseUnlessCarried(later, today);
            return records.one(id, caller)
                    .flatMap(record -> records.goOn(record, today.withDayOfYear(1), caller))
                    .flatMap(record -> opened(record, task -> task.takeOver(earlier)))
                    .delayUntil(task -> TaskWatch.wake(task, wakes, clock))
                    .flatMap(task -> acting(id, caller, old -> old.carry(later)).thenReturn(task));
        });
    }

    /** Refuses a meeting about a task that is not the branch's; {@code known} ones stay. */
    public Mono<Void> refuseUnlessOf(List<String> ids, Set<String> known, String unit, Caller caller) {
        var asked = new HashSet<>(ids);
        asked.removeAll(known);
        return Flux.fromIterable(asked)
                .concatMap(id -> found(id, caller)
                        .filter(task -> task.scope().unit().equals(unit))
                        .switchIfEmpty(Mono.error(() -> NO_TASK_OF_THIS_BRANCH.at("/tasks"))))
                .then();
    }

    /** Who sees to it belongs to the branch, where a member is named. */
    private Mono<Void> owned(String id, @Nullable Owner owner, Caller caller) {
        var member = owner == null ? null : owner.member();
        return member == null
                ? Mono.empty()
                : entered(id, caller)
                        .flatMap(task -> roster.shape(task.scope().unit(), caller))
                        .filter(shape -> shape.membersOn(LocalDate.now(clock)).contains(member))
                        .switchIfEmpty(Mono.error(
                                () -> INVALID_INPUT.with(List.of(FieldFault.of("/member", "NOT_OF_THIS_BRANCH_THEN")))))
                        .then();
    }

    private Mono<Task> entered(String id, Caller caller) {
        return one(id, caller)
                .filter(task -> caller.may(ENTER, task.scope()))
                .switchIfEmpty(Mono.error(() -> TASK_NOT_FOUND.of(id)));
    }

    private Mono<Task> acting(String id, Caller caller, Function<Task, Change<Task>> decision) {
        return entered(id, caller)
                .flatMap(task -> decided(task, decision))
                .delayUntil(task -> TaskWatch.wake(task, wakes, clock));
    }

    private Mono<Task> opened(KeyTask record, Function<Task, Change<Task>> decision) {
        return decided(Task.opened(record), decision);
    }

    /** On the board it is, or else it comes there with this, unless it has just come there as its record was heard. */
    private Mono<Task> decided(Task task, Function<Task, Change<Task>> decision) {
        return changes.on(Task.class, task.id()).decideOr(decision, () -> Mono.just(decision.apply(task)));
    }

    private Entry by(Caller caller) {
        return new Entry(clock.instant(), caller.account());
    }
}
