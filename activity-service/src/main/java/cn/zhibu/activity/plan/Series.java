package cn.zhibu.activity.plan;

import static cn.zhibu.activity.plan.PlanProblem.*;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Meetings planned together, each a plan of its own. What was asked of all of them is done plan by plan, and gone on with after
 * an interruption.
 *
 * @param body what they have in common; its day is the first one
 */
@Document("plan_series")
@CompoundIndex(name = "open", def = "{'work.open': 1}", sparse = true)
record Series(
        @Id String id,
        Scope scope,
        Rhythm rhythm,
        Plan.Body body,
        Entry first,
        Work work,
        @Version @Nullable Long version)
        implements Scoped {

    private static final int PENDING = 5;

    /**
     * What is still to be done.
     *
     * @param made whether all plans are there
     * @param pending changes of the plans, oldest first
     * @param edits how many changes were asked for so far
     * @param open true while there is anything; null otherwise, so that the index holds nothing else
     */
    record Work(
            boolean made,
            List<Edit> pending,
            int edits,
            @Nullable Boolean open) {

        /** The number of the last change that was asked for; 0 before any. */
        int last() {
            return pending.isEmpty() ? 0 : pending.get(pending.size() - 1).number();
        }
    }

    /**
     * A change of one plan and all that follow it.
     *
     * @param number counted from 1 within the series
     * @param from number of the first plan that it is for
     * @param body what they shall have in common, whatever its day; null where they are called off
     * @param reason why they are called off
     */
    record Edit(
            int number,
            int from,
            Plan.@Nullable Body body,
            @Nullable String reason,
            Entry by) {}

    static Change<Series> plan(String id, Scope branch, Rhythm rhythm, Plan.Body body, Entry first) {
        var days = rhythm.days();
        if (rhythm.from().isBefore(first.day())) {
            throw PLAN_IN_THE_PAST.at("/from");
        }
        var work = new Work(false, List.of(), 0, true);
        var series = new Series(id, branch, rhythm, body.on(days.get(0)), first, work, null);
        return Change.of(
                series,
                new PlanEvent.SeriesPlanned(
                        id, branch.unit(), branch.ancestors(), days.get(0), days.get(days.size() - 1), days.size()));
    }

    /** Changes one plan and all that follow it, or calls them off. */
    Change<Series> edit(int from, Plan.@Nullable Body changed, @Nullable String reason, Entry by) {
        if (work.pending().size() >= PENDING) {
            throw SERIES_BUSY.of();
        }
        int number = work.edits() + 1;
        var pending = new ArrayList<>(work.pending());
        pending.add(new Edit(number, from, changed, reason, by));
        var next = with(new Work(work.made(), List.copyOf(pending), number, true));
        return Change.of(
                        next,
                        changed == null
                                ? new PlanEvent.SeriesCancelled(id, scope.unit(), scope.ancestors(), from)
                                : new PlanEvent.SeriesChanged(id, scope.unit(), scope.ancestors(), from))
                .because(reason);
    }

    /** All plans are there, and all changes up to that one are done. */
    Change<Series> done(int through) {
        var left =
                work.pending().stream().filter(edit -> edit.number() > through).toList();
        var next = new Work(true, left, work.edits(), left.isEmpty() ? null : true);
        return next.equals(work) ? Change.of(this) : Change.of(with(next));
    }

    private Series with(Work next) {
        return new Series(id, scope, rhythm, body, first, next, version);
    }
}
