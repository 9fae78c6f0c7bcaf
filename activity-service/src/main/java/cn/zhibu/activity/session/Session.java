package cn.zhibu.activity.session;

import static cn.zhibu.activity.session.SessionProblem.*;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.directory.Outcome;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.change.Searched;
import cn.zhibu.platform.security.Sealed;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A session that was held: one event, of one or several forms at once (a theme Party day with an assembly and a lecture
 * is typed in once).
 */
@Document("sessions")
@CompoundIndexes({
    @CompoundIndex(name = "newest", def = "{'scope.ancestors': 1, 'body.date': -1, '_id': -1, 'state.withdrawn': 1}"),
    @CompoundIndex(name = "tasks", def = "{'body.tasks': 1, 'body.date': -1, '_id': -1}", sparse = true),
    @CompoundIndex(name = "words", def = "{'_words': 1, 'body.date': -1, '_id': -1, 'state.withdrawn': 1}")
})
record Session(
        @Id String id,
        Scope scope,
        Body body,
        State state,
        @Version @Nullable Long version) implements Scoped, Searched {

    enum Form {
        BRANCH_ASSEMBLY,
        COMMITTEE_MEETING,
        GROUP_MEETING,
        PARTY_LECTURE,
        THEME_PARTY_DAY,
        ORG_LIFE_MEETING,
        MEMBER_APPRAISAL
    }

    enum AgendaKind {
        REPORT,
        STUDY,
        DISCUSSION,
        RESOLUTION,
        ELECTION,
        ADMISSION,
        OTHER
    }

    /**
     * What was held.
     *
     * @param groups Party groups that met, for a group meeting
     * @param hours study hours of those present
     * @param minutes sealed: they stay with the branch
     * @param evidence ids of attached files
     * @param course when it began and ended, who lectured, who else was there; none where nothing is said of it
     * @param tasks ids of the key tasks that it was about
     */
    record Body(
            Set<Form> forms,
            LocalDate date,
            String topic,
            People people,
            List<Item> agenda,
            @Nullable String place,
            @Nullable BigDecimal hours,
            @Nullable Sealed minutes,
            @Nullable List<String> evidence,
            @Nullable Course course,
            @Nullable List<String> tasks) {

        List<String> on() {
            return tasks == null ? List.of() : tasks;
        }

        List<String> files() {
            return evidence == null ? List.of() : evidence;
        }

        Course went() {
            return course == null ? Course.UNTOLD : course;
        }

        /** Members whom its decisions are about. */
        Set<String> concerned() {
            return agenda.stream()
                    .flatMap(item -> item.concerned().stream())
                    .flatMap(person -> Stream.ofNullable(person.member()))
                    .collect(Collectors.toSet());
        }

        Body sealed(@Nullable Sealed closed) {
            return new Body(forms, date, topic, people, agenda, place, hours, closed, evidence, course, tasks);
        }

        Body with(List<String> held) {
            return new Body(forms, date, topic, people, agenda, place, hours, minutes, held, course, tasks);
        }
    }

    /**
     * Who should have been there, who was, and who led (BR-13).
     *
     * @param chair a member who was there, or else {@code chairGuest} names somebody who was
     * @param delegated the secretary had asked who chaired to do so
     */
    record People(
            @Nullable String chair,
            @Nullable String chairGuest,
            @Nullable String recorder,
            @Nullable String recorderGuest,
            List<String> groups,
            List<Attendance> attendance,
            @Nullable Boolean delegated) {

        boolean chairDelegated() {
            return Boolean.TRUE.equals(delegated);
        }

        int expected() {
            return attendance.size();
        }

        int present() {
            return attendees().size();
        }

        /** Ids of those who were there. */
        List<String> attendees() {
            return attendance.stream()
                    .filter(Attendance::present)
                    .map(Attendance::member)
                    .toList();
        }

        /** Ids of those who were asked and did not come. */
        List<String> absentees() {
            return attendance.stream()
                    .filter(one -> !one.present())
                    .map(Attendance::member)
                    .toList();
        }

        /** Ids of everybody on the list. */
        List<String> asked() {
            return attendance.stream().map(Attendance::member).toList();
        }
    }

    /** One member's attendance; a reason where absent. */
    record Attendance(
            String member, boolean present, @Nullable String reason) {}

    /**
     * When and by whom it was entered for the first time, and when this version was made.
     *
     * @param reason why this version was made
     * @param plan id of the plan by which it was held, where there was one
     */
    record State(
            Entry first,
            @Nullable Entry changed,
            boolean imported,
            @Nullable String reason,
            @Nullable String withdrawn,
            @Nullable String plan) {}

    /** @param outcomes what became of its motions, by the branch as it is known now */
    static Change<Session> hold(String id, Scope branch, Body body, State state, List<Outcome> outcomes) {
        check(body);
        var session = new Session(id, branch, body, state, null);
        return Change.of(session, SessionEvent.Held.of(session, outcomes));
    }

    Change<Session> correct(Body corrected, List<Outcome> outcomes, String reason, Entry change) {
        refuseIfWithdrawn();
        check(corrected);
        var next = new State(state.first(), change, state.imported(), reason, null, state.plan());
        var session = new Session(id, scope, corrected, next, version);
        return Change.of(session, SessionEvent.Corrected.of(session, outcomes))
                .because(reason)
                .keeping();
    }

    Change<Session> withdraw(String reason, String by, Instant now) {
        refuseIfWithdrawn();
        var next = new State(state.first(), new Entry(now, by), state.imported(), null, reason, state.plan());
        return Change.of(
                        new Session(id, scope, body, next, version),
                        new SessionEvent.Withdrawn(id, scope.unit(), scope.ancestors()))
                .because(reason)
                .keeping();
    }

    private static void check(Body body) {
        var course = body.went();
        if (course.lecturer() != null && !body.forms().contains(Form.PARTY_LECTURE)) {
            throw LECTURER_WITHOUT_LECTURE.at("/lecturer");
        }
        if (course.start() != null && course.end() != null && course.end().compareTo(course.start()) <= 0) {
            throw SESSION_ENDS_BEFORE_IT_BEGINS.at("/end", course.start());
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < body.people().attendance().size(); i++) {
            if (!seen.add(body.people().attendance().get(i).member())) {
                throw ATTENDANCE_TWICE.at("/attendance/" + i + "/member");
            }
        }
        if (body.forms().contains(Form.GROUP_MEETING) && body.people().groups().isEmpty()) {
            throw GROUP_NOT_NAMED.at("/groups");
        }
    }

    @Override
    public Collection<String> texts() {
        var texts = new ArrayList<String>();
        texts.add(body.topic());
        texts.add(Objects.requireNonNullElse(body.place(), ""));
        for (var item : body.agenda()) {
            texts.add(item.title());
            texts.add(Objects.requireNonNullElse(item.resolution(), ""));
        }
        return texts;
    }

    /** The day of first entry, in China. */
    LocalDate enteredOn() {
        return state.first().day();
    }

    /** Written down for the first time after the month in which it was held. */
    boolean late() {
        return state.first().lateFor(body.date());
    }

    private void refuseIfWithdrawn() {
        if (state.withdrawn() != null) {
            throw SESSION_WITHDRAWN.of(id);
        }
    }
}
