package cn.zhibu.activity.task;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.job.Job;
import cn.zhibu.platform.job.Wakes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells of milestones that come near or are past; of each day once, whoever dies in between. */
@Component
class TaskWatch implements Job {

    private final Tasks tasks;
    private final Changes changes;
    private final Clock clock;

    TaskWatch(Tasks tasks, Changes changes, Clock clock) {
        this.tasks = tasks;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Instant> round() {
        var today = LocalDate.now(clock);
        return tasks.findUntold(today)
                .concatMap(task -> changes.on(Task.class, task.id()).decide(found -> found.tell(today)))
                .then(tasks.findNext(today))
                .mapNotNull(Task::untold)
                .map(day -> day.atStartOfDay(clock.getZone()).toInstant());
    }

    /** Wakes it for what a task has become. */
    static Mono<Void> wake(Task task, Wakes wakes, Clock clock) {
        var day = task.untold();
        return day == null
                ? Mono.empty()
                : wakes.wake(TaskWatch.class, day.atStartOfDay(clock.getZone()).toInstant());
    }
}
