package cn.zhibu.activity.task;

import static cn.zhibu.activity.task.TaskProblem.*;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.record.KeyTask;
import cn.zhibu.activity.task.Milestone.Done;
import cn.zhibu.activity.task.Milestone.Owner;
import cn.zhibu.activity.task.Milestone.Told;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A key task on its way. It is named after its record, which says what it is called, of which year it is and whether it is
 * completed; whether it is late follows from the days of its milestones.
 *
 * @param date of the record
 * @param next day of the first milestone that is open; of what is over, the day of the record
 * @param untold the next day on which the branch is to be told something
 */
@Document("tasks")
@CompoundIndex(name = "board", def = "{'scope.ancestors': 1, 'course.status': 1, 'next': 1, '_id': 1}")
@CompoundIndex(name = "untold", def = "{'untold': 1}", sparse = true)
record Task(
        @Id String id,
        Scope scope,
        String name,
        LocalDate date,
        Course course,
        LocalDate next,
        @Nullable LocalDate untold,
        @Version @Nullable Long version)
        implements Scoped {

    static final int MOST = 40;
    private static final LocalDate NONE = LocalDate.of(2199, 12, 31);

    enum Status {
        OPEN,
        COMPLETED,
        CARRIED,
        WITHDRAWN
    }

    /** How it stands on a day, for what is open. */
    enum Standing {
        ON_TRACK,
        AT_RISK,
        LATE
    }

    /** What stands in its way, in the branch's words. */
    record Risk(String words, Entry by) {}

    /**
     * @param from the task of an earlier year that it carries on
     * @param to the task of a later year that carries it on
     */
    record Course(
            Status status,
            List<Milestone> milestones,
            @Nullable Risk risk,
            @Nullable String from,
            @Nullable String to) {

        Course {
            milestones = milestones == null ? List.of() : milestones;
        }

        Course with(Status now) {
            return new Course(now, milestones, risk, from, to);
        }

        Course with(List<Milestone> now) {
            return new Course(status, now, risk, from, to);
        }

        Stream<Milestone> open() {
            return milestones.stream().filter(Milestone::open);
        }
    }

    static Task opened(KeyTask task) {
        var course = new Course(status(task), List.of(), null, null, null);
        return made(task.id(), task.scope(), task.name(), task.date(), course, null);
    }

    private static Status status(KeyTask task) {
        return task.completed() ? Status.COMPLETED : Status.OPEN;
    }

    private static Task made(
            String id, Scope scope, String name, LocalDate date, Course course, @Nullable Long version) {
        boolean open = course.status() == Status.OPEN;
        var next = open
                ? course.open().map(Milestone::due).min(LocalDate::compareTo).orElse(NONE)
                : date;
        var untold = open
                ? course.open()
                        .map(Milestone::untold)
                        .filter(Objects::nonNull)
                        .min(LocalDate::compareTo)
                        .orElse(null)
                : null;
        return new Task(id, scope, name, date, course, next, untold, version);
    }

    /** Its record was corrected: another name or day, completed, or not completed after all. */
    Change<Task> follow(KeyTask task) {
        var status = course.status() == Status.CARRIED ? Status.CARRIED : status(task);
        if (task.name().equals(name) && task.date().equals(date) && status == course.status()) {
            return Change.of(this);
        }
        return told(made(id, scope, task.name(), task.date(), course.with(status), version));
    }

    /** Its record was withdrawn. */
    Change<Task> withdraw() {
        return course.status() == Status.WITHDRAWN ? Change.of(this) : told(with(course.with(Status.WITHDRAWN)));
    }

    /** Said again, it is there already. */
    Change<Task> add(Milestone planned) {
        if (course.milestones().stream().anyMatch(one -> one.id().equals(planned.id()))) {
            return Change.of(this);
        }
        refuseUnlessOpen();
        if (course.milestones().size() >= MOST) {
            throw TOO_MANY_MILESTONES.of(MOST);
        }
        return told(with(course.with(
                Stream.concat(course.milestones().stream(), Stream.of(planned)).toList())));
    }

    Change<Task> word(String milestone, String text, @Nullable Owner owner) {
        return on(milestone, one -> one.worded(text, owner));
    }

    /** The day it had is kept. */
    Change<Task> move(String milestone, LocalDate due, String reason, Entry by) {
        return on(milestone, one -> one.due().equals(due) ? one : open(one).movedTo(due, reason, by))
                .because(reason);
    }

    /** Said anew, the last word counts. */
    Change<Task> reach(String milestone, Done done) {
        return on(milestone, one -> one.reached(done));
    }

    Change<Task> drop(String milestone, String reason) {
        return on(milestone, one -> open(one).dropped(reason)).because(reason);
    }

    /** It was not reached, or is wanted after all. */
    Change<Task> reopen(String milestone, String reason, LocalDate today) {
        return on(milestone, one -> one.open() ? one : one.reopened(today)).because(reason);
    }

    /** @param words null where nothing stands in its way any more */
    Change<Task> risk(@Nullable String words, Entry by) {
        refuseUnlessOpen();
        var before = course.risk() == null ? null : course.risk().words();
        if (Objects.equals(before, words)) {
            return Change.of(this);
        }
        var risk = words == null ? null : new Risk(words, by);
        return Change.of(
                with(new Course(course.status(), course.milestones(), risk, course.from(), course.to())), kept(this));
    }

    /** Of which year it may be completed: its own. */
    void refuseUnlessOfYear(LocalDate day) {
        if (day.getYear() != date.getYear()) {
            throw TASK_OF_ANOTHER_YEAR.at("/date", date.getYear());
        }
    }

    /** What is not reached of an earlier one goes on here. */
    Change<Task> takeOver(Task earlier) {
        if (earlier.id().equals(course.from())) {
            return Change.of(this);
        }
        var all = new ArrayList<>(course.milestones());
        all.addAll(earlier.course().open().toList());
        return told(with(
                new Course(course.status(), List.copyOf(all), earlier.course().risk(), earlier.id(), null)));
    }

    void refuseUnlessCarried(String later, LocalDate today) {
        if (!later.equals(course.to())) {
            refuseUnlessOpen();
        }
        if (date.getYear() >= today.getYear()) {
            throw TASK_YEAR_NOT_OVER.of(date.getYear());
        }
    }

    /** It goes on as the task of a later year. */
    Change<Task> carry(String later) {
        if (later.equals(course.to())) {
            return Change.of(this);
        }
        refuseUnlessOpen();
        return told(with(new Course(Status.CARRIED, course.milestones(), course.risk(), course.from(), later)));
    }

    /** What is near or over is told once for each day that a milestone has. */
    Change<Task> tell(LocalDate today) {
        var events = new ArrayList<DomainEvent>();
        var soon = due(Told.SOON, today);
        var over = due(Told.OVERDUE, today);
        if (!soon.isEmpty()) {
            events.add(new TaskEvent.DueSoon(id, scope.unit(), scope.ancestors(), first(soon), ids(soon)));
        }
        if (!over.isEmpty()) {
            events.add(new TaskEvent.Overdue(id, scope.unit(), scope.ancestors(), first(over), ids(over)));
        }
        if (events.isEmpty() || course.status() != Status.OPEN) {
            return Change.of(this);
        }
        var said = course.milestones().stream()
                .map(one -> {
                    var now = one.tell(today);
                    return now == null ? one : one.said(now);
                })
                .toList();
        return new Change<>(with(course.with(said)), events);
    }

    private List<Milestone> due(Told what, LocalDate today) {
        return course.open().filter(one -> one.tell(today) == what).toList();
    }

    private static LocalDate first(List<Milestone> all) {
        return all.stream().map(Milestone::due).min(LocalDate::compareTo).orElseThrow();
    }

    private static List<String> ids(List<Milestone> all) {
        return all.stream().map(Milestone::id).toList();
    }

    Standing standing(LocalDate today) {
        return course.open().anyMatch(one -> one.late(today))
                ? Standing.LATE
                : course.risk() == null ? Standing.ON_TRACK : Standing.AT_RISK;
    }

    private Change<Task> on(String milestone, UnaryOperator<Milestone> decision) {
        refuseUnlessOpen();
        var known = course.milestones().stream()
                .filter(one -> one.id().equals(milestone))
                .findFirst()
                .orElseThrow(() -> MILESTONE_NOT_FOUND.of(milestone));
        var decided = decision.apply(known);
        return decided.equals(known)
                ? Change.of(this)
                : told(with(course.with(course.milestones().stream()
                        .map(one -> one.id().equals(milestone) ? decided : one)
                        .toList())));
    }

    private static Milestone open(Milestone one) {
        if (!one.open()) {
            throw MILESTONE_OVER.of();
        }
        return one;
    }

    private void refuseUnlessOpen() {
        if (course.status() != Status.OPEN) {
            throw TASK_OVER.of();
        }
    }

    private Task with(Course now) {
        return made(id, scope, name, date, now, version);
    }

    private static Change<Task> told(Task now) {
        return Change.of(now, kept(now));
    }

    private static TaskEvent.Kept kept(Task now) {
        return TaskEvent.Kept.of(now);
    }
}
