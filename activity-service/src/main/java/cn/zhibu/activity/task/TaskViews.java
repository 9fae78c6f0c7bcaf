package cn.zhibu.activity.task;

import cn.zhibu.activity.task.Milestone.State;
import cn.zhibu.activity.task.Task.Standing;
import cn.zhibu.activity.task.Task.Status;
import cn.zhibu.platform.web.Versioned;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How tasks look over HTTP. */
final class TaskViews {

    private TaskViews() {}

    /** The day it had before, and why it has another. */
    record MovedView(LocalDate due, String reason) {}

    /**
     * A milestone. {@code member} or else {@code name} sees to it; {@code on}, {@code sentence} and {@code evidence} where it was
     * reached; {@code late}: it is open and its day is over.
     */
    record MilestoneView(
            String id,
            String text,
            LocalDate due,
            @Nullable String member,
            @Nullable String name,
            State state,
            boolean late,
            List<MovedView> moved,
            @Nullable LocalDate on,
            @Nullable String sentence,
            List<String> evidence,
            @Nullable String dropped) {

        static MilestoneView of(Milestone one, boolean running, LocalDate today) {
            var owner = one.owner();
            var done = one.done();
            return new MilestoneView(
                    one.id(),
                    one.text(),
                    one.due(),
                    owner == null ? null : owner.member(),
                    owner == null ? null : owner.name(),
                    one.state(),
                    running && one.late(today),
                    one.moved().stream()
                            .map(moved -> new MovedView(moved.due(), moved.reason()))
                            .toList(),
                    done == null ? null : done.on(),
                    done == null ? null : done.sentence(),
                    done == null ? List.of() : done.evidence(),
                    one.dropped());
        }
    }

    /**
     * A task, by the id of its record. Milestones in the order of their days; {@code standing} of what is open, on that day;
     * {@code from} and {@code to} are the tasks of an earlier and a later year that it carries on, and that carries it on.
     */
    record View(
            String id,
            String unit,
            String name,
            LocalDate date,
            Status status,
            @Nullable Standing standing,
            @Nullable String risk,
            List<MilestoneView> milestones,
            @Nullable String from,
            @Nullable String to,
            long version)
            implements Versioned {

        static View of(Task task, LocalDate today) {
            var course = task.course();
            var risk = course.risk();
            var version = task.version();
            boolean running = course.status() == Status.OPEN;
            return new View(
                    task.id(),
                    task.scope().unit(),
                    task.name(),
                    task.date(),
                    course.status(),
                    running ? task.standing(today) : null,
                    risk == null ? null : risk.words(),
                    course.milestones().stream()
                            .sorted(Comparator.comparing(Milestone::due).thenComparing(Milestone::id))
                            .map(one -> MilestoneView.of(one, running, today))
                            .toList(),
                    course.from(),
                    course.to(),
                    version == null ? 0 : version);
        }
    }
}
