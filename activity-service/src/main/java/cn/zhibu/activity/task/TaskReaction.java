package cn.zhibu.activity.task;

import cn.zhibu.activity.record.KeyTask;
import cn.zhibu.activity.record.KeyTaskService;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import cn.zhibu.platform.job.Wakes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A task is on the board as soon as its record is there, and follows it. */
@Component
class TaskReaction implements EventConsumer {

    record Entered(
            String record,
            String kind,
            String unit,
            List<String> ancestors,
            LocalDate date,
            @Nullable Map<String, Object> values) {

        KeyTask task() {
            return KeyTask.of(record, new Scope(unit, ancestors), date, values == null ? Map.of() : values);
        }
    }

    record Withdrawn(String record, String kind) {}

    private final Changes changes;
    private final Wakes wakes;
    private final Clock clock;

    TaskReaction(Changes changes, Wakes wakes, Clock clock) {
        this.changes = changes;
        this.wakes = wakes;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "task-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("activity.events")
                .on("record.entered.v1", Entered.class, this::entered)
                .on("record.corrected.v1", Entered.class, this::entered)
                .on("record.withdrawn.v1", Withdrawn.class, this::withdrawn);
    }

    private Mono<Void> entered(Entered entered, Received received) {
        if (!KeyTaskService.KIND.equals(entered.kind())) {
            return Mono.empty();
        }
        var task = entered.task();
        return changes.on(Task.class, task.id())
                .decideOr(known -> known.follow(task), () -> Mono.just(Change.of(Task.opened(task))))
                .flatMap(known -> TaskWatch.wake(known, wakes, clock));
    }

    private Mono<Void> withdrawn(Withdrawn withdrawn, Received received) {
        return KeyTaskService.KIND.equals(withdrawn.kind())
                ? changes.on(Task.class, withdrawn.record())
                        .decide(Task::withdraw)
                        .then()
                : Mono.empty();
    }
}
