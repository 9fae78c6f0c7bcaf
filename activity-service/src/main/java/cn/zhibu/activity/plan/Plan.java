package cn.zhibu.activity.plan;

import static cn.zhibu.activity.plan.PlanProblem.*;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A meeting to come. It is open until the session held by it is on record, or until it is called off.
 *
 * @param part which one of a series it is; null for one by itself
 */
@Document("plans")
@CompoundIndex(name = "days", def = "{'scope.ancestors': 1, 'body.date': 1, '_id': 1, 'state.status': 1}")
@CompoundIndex(name = "series", def = "{'part.series': 1, 'part.number': 1}", sparse = true)
@CompoundIndex(name = "session", def = "{'state.session': 1}", sparse = true)
record Plan(
        @Id String id,
        Scope scope,
        Body body,
        State state,
        @Nullable Part part,
        @Version @Nullable Long version) implements Scoped {

    /** Where a plan is on its way. */
    enum Status {
        PLANNED,
        NOTIFIED,
        HELD,
        CANCELLED
    }

    /**
     * What is meant.
     *
     * @param start time of day in China, as "14:30"
     * @param agenda titles
     * @param groups Party groups that are to meet, for a group meeting
     * @param asked ids of members; empty for all of the branch
     */
    record Body(
            Set<MeetingForm> forms,
            LocalDate date,
            @Nullable String start,
            @Nullable String place,
            String topic,
            List<String> agenda,
            List<String> groups,
            List<String> asked) {

        Body on(LocalDate day) {
            return new Body(forms, day, start, place, topic, agenda, groups, asked);
        }

        boolean sameTimeAndPlace(Body other) {
            return date.equals(other.date) && Objects.equals(start, other.start) && Objects.equals(place, other.place);
        }
    }

    /**
     * @param notice the last one that was given
     * @param session id of what was held by it
     * @param reason why it was called off
     */
    record State(
            Status status,
            Entry first,
            @Nullable Entry changed,
            @Nullable Notice notice,
            @Nullable String session,
            @Nullable String reason) {}

    /** When notice was given, and to whom: ids of members. */
    record Notice(Instant at, List<String> members) {}

    /**
     * @param number from 0, in the order of the days
     * @param edits how many changes of the series it has taken over
     */
    record Part(String series, int number, int edits) {}

    static Change<Plan> plan(String id, Scope branch, Body body, @Nullable Part part, Entry first) {
        check(body);
        if (body.date().isBefore(first.day())) {
            throw PLAN_IN_THE_PAST.at("/date");
        }
        var state = new State(Status.PLANNED, first, null, null, null, null);
        var plan = new Plan(id, branch, body, state, part, null);
        return Change.of(plan, new PlanEvent.Planned(id, branch.unit(), branch.ancestors(), body.date(), plan.forms()));
    }

    /** Who was told hears of another day, hour or place. */
    Change<Plan> change(Body changed, Entry by) {
        refuseUnlessOpen();
        check(changed);
        if (changed.equals(body)) {
            return Change.of(this);
        }
        if (!changed.date().equals(body.date()) && changed.date().isBefore(by.day())) {
            throw PLAN_IN_THE_PAST.at("/date");
        }
        var told = body.sameTimeAndPlace(changed) ? List.<String>of() : told();
        var next = new State(state.status(), state.first(), by, state.notice(), null, null);
        var plan = new Plan(id, scope, changed, next, part, version);
        return Change.of(
                plan,
                new PlanEvent.Changed(
                        id, scope.unit(), scope.ancestors(), changed.date(), plan.forms(), changed.start(), told));
    }

    /** Notice is given again where somebody has joined since, or whenever the branch likes. */
    Change<Plan> notify(List<String> members, Entry by) {
        refuseUnlessOpen();
        if (body.date().isBefore(by.day())) {
            throw PLAN_DAY_PASSED.of(body.date());
        }
        var notice = new Notice(by.at(), members);
        var next = new State(Status.NOTIFIED, state.first(), by, notice, null, null);
        return Change.of(
                new Plan(id, scope, body, next, part, version),
                new PlanEvent.Notified(
                        id, scope.unit(), scope.ancestors(), body.date(), forms(), body.start(), members));
    }

    Change<Plan> cancel(String reason, Entry by) {
        refuseUnlessOpen();
        var next = new State(Status.CANCELLED, state.first(), by, state.notice(), null, reason);
        return Change.of(
                        new Plan(id, scope, body, next, part, version),
                        new PlanEvent.Cancelled(id, scope.unit(), scope.ancestors(), body.date(), told()))
                .because(reason);
    }

    /** A session was held by it, as is heard; hearing it again changes nothing. */
    Change<Plan> held(String session) {
        return open() ? with(Status.HELD, session) : Change.of(this);
    }

    /** The session that was held by it counts no more: it is open again. */
    Change<Plan> released(String session) {
        return session.equals(state.session())
                ? with(state.notice() == null ? Status.PLANNED : Status.NOTIFIED, null)
                : Change.of(this);
    }

    private Change<Plan> with(Status status, @Nullable String session) {
        var next = new State(status, state.first(), state.changed(), state.notice(), session, null);
        return Change.of(new Plan(id, scope, body, next, part, version));
    }

    /** A change of the series, taken over once; what is over is left as it is. */
    Change<Plan> follow(Series.Edit edit) {
        if (part == null || part.edits() >= edit.number()) {
            return Change.of(this);
        }
        var marked = new Part(part.series(), part.number(), edit.number());
        if (!open()) {
            return Change.of(new Plan(id, scope, body, state, marked, version));
        }
        var wanted = edit.body();
        var change = wanted == null
                ? cancel(Objects.requireNonNullElse(edit.reason(), ""), edit.by())
                : change(wanted.on(body.date()), edit.by());
        var then = change.state();
        return new Change<>(
                new Plan(id, scope, then.body(), then.state(), marked, version),
                change.events(),
                change.keeps(),
                change.reason());
    }

    boolean open() {
        return state.status() == Status.PLANNED || state.status() == Status.NOTIFIED;
    }

    List<String> forms() {
        return body.forms().stream().map(Enum::name).sorted().toList();
    }

    /** Ids of the members to whom notice was given. */
    List<String> told() {
        var notice = state.notice();
        return notice == null ? List.of() : notice.members();
    }

    private static void check(Body body) {
        if (body.forms().contains(MeetingForm.GROUP_MEETING) && body.groups().isEmpty()) {
            throw PLAN_GROUP_NOT_NAMED.at("/groups");
        }
    }

    private void refuseUnlessOpen() {
        if (!open()) {
            throw PLAN_OVER.of();
        }
    }
}
