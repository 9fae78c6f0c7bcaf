package cn.zhibu.activity.task;

import cn.zhibu.activity.entry.Entry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a task, by which day, and who sees to it.
 *
 * @param moved earlier days, oldest first
 * @param dropped why it is not wanted any more
 * @param told what the branch has been told for the day as it stands now
 */
record Milestone(
        String id,
        String text,
        LocalDate due,
        @Nullable Owner owner,
        List<Moved> moved,
        @Nullable Done done,
        @Nullable String dropped,
        @Nullable Told told) {

    /** That many days before its day the branch is told. */
    static final int AHEAD = 7;

    Milestone {
        moved = moved == null ? List.of() : moved;
    }

    enum State {
        OPEN,
        DONE,
        DROPPED
    }

    enum Told {
        SOON,
        OVERDUE
    }

    /** A member of the branch, or else a name. */
    record Owner(@Nullable String member, @Nullable String name) {}

    /** The day it had before, and why it has another. */
    record Moved(LocalDate due, String reason, Entry by) {}

    /** @param evidence ids of attached files */
    record Done(LocalDate on, @Nullable String sentence, List<String> evidence, Entry by) {}

    /** Whoever sets a day that is near or over knows it, and is not told. */
    static Milestone planned(String id, String text, LocalDate due, @Nullable Owner owner, LocalDate today) {
        return new Milestone(id, text, due, owner, List.of(), null, null, known(due, today));
    }

    private static @Nullable Told known(LocalDate due, LocalDate today) {
        return due.isBefore(today) ? Told.OVERDUE : due.minusDays(AHEAD).isAfter(today) ? null : Told.SOON;
    }

    State state() {
        return done != null ? State.DONE : dropped != null ? State.DROPPED : State.OPEN;
    }

    boolean open() {
        return state() == State.OPEN;
    }

    boolean late(LocalDate today) {
        return open() && due.isBefore(today);
    }

    /** The next day on which something is to be told; null where all was. */
    @Nullable
    LocalDate untold() {
        if (!open() || told == Told.OVERDUE) {
            return null;
        }
        return told == Told.SOON ? due.plusDays(1) : due.minusDays(AHEAD);
    }

    /** What is to be told on that day; null for nothing. */
    @Nullable
    Told tell(LocalDate today) {
        var from = untold();
        return from == null || from.isAfter(today) ? null : late(today) ? Told.OVERDUE : Told.SOON;
    }

    Milestone said(Told now) {
        return new Milestone(id, text, due, owner, moved, done, dropped, now);
    }

    Milestone worded(String words, @Nullable Owner by) {
        return new Milestone(id, words, due, by, moved, done, dropped, told);
    }

    Milestone movedTo(LocalDate day, String reason, Entry by) {
        var all = new ArrayList<>(moved);
        all.add(new Moved(due, reason, by));
        return new Milestone(id, text, day, owner, List.copyOf(all), null, null, known(day, by.day()));
    }

    Milestone reached(Done how) {
        return new Milestone(id, text, due, owner, moved, how, null, told);
    }

    Milestone dropped(String reason) {
        return new Milestone(id, text, due, owner, moved, null, reason, told);
    }

    Milestone reopened(LocalDate today) {
        return new Milestone(id, text, due, owner, moved, null, null, known(due, today));
    }
}
