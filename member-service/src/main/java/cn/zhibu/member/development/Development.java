package cn.zhibu.member.development;

import static cn.zhibu.member.development.DevelopmentProblem.*;

import cn.zhibu.member.development.Judgement.Facts;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.change.Unique;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.rules.DevelopmentPack.Makes;
import cn.zhibu.rules.DevelopmentPack.Stage;
import cn.zhibu.rules.DevelopmentPack.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The case of one person who is being developed in a branch (DM-01 to DM-28).
 *
 * @param entries the steps that were taken, the application first
 * @param stays the branches in which it was before, oldest first
 * @param earlier how entries stood before they were corrected, oldest first
 * @param uniqueKey keyed digest of branch, name and birth while it is under way, so that there is one; its own id afterwards
 */
@Document("developments")
@CompoundIndexes({
    @CompoundIndex(name = "board", def = "{'scope.ancestors': 1, 'course.status': 1, 'course.due': 1, '_id': 1}"),
    @CompoundIndex(
            name = "stage",
            def = "{'scope.ancestors': 1, 'course.status': 1, 'course.stage': 1, 'course.due': 1, '_id': 1}"),
    @CompoundIndex(name = "member", def = "{'person.member': 1}"),
    @CompoundIndex(name = "once", def = "{'uniqueKey': 1}", unique = true)
})
@Unique(index = "once", field = "/name", refusal = DevelopmentProblem.class, as = "DEVELOPMENT_UNDER_WAY")
record Development(
        @Id String id,
        Scope scope,
        Person person,
        List<Entry> entries,
        List<Entry.Earlier> earlier,
        Course course,
        List<Stay> stays,
        String uniqueKey,
        @Version @Nullable Long version)
        implements Scoped {

    static final String APPLICATION = "application";
    private static final int MOST = 100;
    private static final LocalDate NONE = LocalDate.of(2199, 12, 31);

    Development {
        earlier = earlier == null ? List.of() : earlier;
        stays = stays == null ? List.of() : stays;
    }

    enum Status {
        OPEN,
        COMPLETED,
        ENDED
    }

    /** How a case ends before it is completed. */
    enum Ending {
        WITHDRAWN,
        REJECTED,
        CANCELLED,
        MOVED
    }

    /** @param member id of the file on the roster, where there is one */
    record Person(Sealed name, LocalDate born, @Nullable String member) {}

    /** Probation lasts so many months longer, by a decision of that day (DM-24). */
    record Extended(LocalDate on, int months, Instant at, String by) {}

    record Ended(Ending ending, LocalDate on, Sealed reason, Instant at, String by) {}

    /** A branch in which the case was, until the day on which it went along to another one. */
    record Stay(Scope scope, LocalDate until) {}

    /** @param due the first day by which something is to be done; far away where nothing is */
    record Course(
            Status status,
            Stage stage,
            LocalDate due,
            @Nullable Extended extended,
            @Nullable Ended ended) {}

    static Change<Development> open(
            String id, Scope branch, Person person, Entry application, String uniqueKey, Judge judge) {
        var blank = new Course(Status.OPEN, Stage.APPLICANT, NONE, null, null);
        var opened =
                new Development(id, branch, person, List.of(application), List.of(), blank, List.of(), uniqueKey, null);
        var now = opened.judged(opened.entries, judge);
        return Change.of(now, DevelopmentEvent.Opened.of(now, application));
    }

    /** A step is taken. What comes too early or too late is told and not refused; what a gate keeps back is refused. */
    Change<Development> take(Entry entry, Judge judge) {
        refuseUnlessOpen();
        if (entries.size() >= MOST) {
            throw DEVELOPMENT_FULL.of(MOST);
        }
        var step = step(entry, judge);
        if (!step.repeats() && facts().passed(step.id()).isPresent()) {
            throw STEP_TAKEN_ALREADY.at("/step");
        }
        var all = new ArrayList<>(entries);
        all.add(entry);
        refuseUnlessInOrder(all, judge);
        var makes = step.makes() == Makes.PROBATIONARY && entry.passed();
        var who = makes ? new Person(person.name(), person.born(), file()) : person;
        var now = new Development(id, scope, who, all, earlier, course, stays, uniqueKey, version).judged(all, judge);
        return Change.of(now, DevelopmentEvent.StepRecorded.of(now, entry));
    }

    /** A step was taken otherwise; how it was entered before is kept. */
    Change<Development> correct(Entry corrected, Sealed reason, String why, Judge judge) {
        refuseUnlessOpen();
        var before = entry(corrected.id()).orElseThrow(() -> DEVELOPMENT_ENTRY_NOT_FOUND.of(corrected.id()));
        var kept = new ArrayList<>(earlier);
        if (kept.size() >= MOST) {
            throw DEVELOPMENT_FULL.of(MOST);
        }
        kept.add(new Entry.Earlier(before, reason, corrected.at(), corrected.by()));
        var all = entries.stream()
                .map(entry -> entry.id().equals(corrected.id()) ? corrected : entry)
                .toList();
        refuseUnlessInOrder(all, judge);
        var now = new Development(id, scope, person, all, kept, course, stays, uniqueKey, version).judged(all, judge);
        return Change.of(now, DevelopmentEvent.StepCorrected.of(now, corrected)).because(why);
    }

    /** Who it is was typed wrongly. */
    Change<Development> identify(Person who, String key, String why, Judge judge) {
        refuseUnlessOpen();
        var now = new Development(id, scope, who, entries, earlier, course, stays, key, version).judged(entries, judge);
        return Change.of(now, new DevelopmentEvent.Identified(id, scope.unit(), scope.ancestors()))
                .because(why);
    }

    /** Probation is extended, once and within the bounds of the rules (DM-24). */
    Change<Development> extend(Extended extension, Judge judge) {
        refuseUnlessOpen();
        var bounds = judge.pack().extension();
        var admitted = facts().passed(bounds.since());
        if (admitted.isEmpty()
                || converted(judge)
                || extension.on().isBefore(admitted.get().on())) {
            throw NOT_ON_PROBATION.at("/on");
        }
        if (course.extended() != null) {
            throw EXTENDED_ALREADY.at("/on", course.extended().on());
        }
        if (extension.months() < bounds.atLeastMonths() || extension.months() > bounds.atMostMonths()) {
            throw EXTENSION_OUT_OF_BOUNDS.at("/months", bounds.atLeastMonths(), bounds.atMostMonths());
        }
        var longer = new Course(course.status(), course.stage(), course.due(), extension, null);
        var now = new Development(id, scope, person, entries, earlier, longer, stays, uniqueKey, version)
                .judged(entries, judge);
        return Change.of(
                now,
                new DevelopmentEvent.Extended(id, scope.unit(), scope.ancestors(), extension.on(), extension.months()));
    }

    /** It ends before it is completed. Probationary membership is cancelled of those alone who have it. */
    Change<Development> end(Ended end, String why, Judge judge) {
        refuseUnlessOpen();
        if (end.on().isBefore(applied())) {
            throw BEFORE_APPLICATION.at("/on", applied());
        }
        if (end.ending() == Ending.CANCELLED
                && facts().passed(judge.pack().extension().since()).isEmpty()) {
            throw NOT_ON_PROBATION.at("/ending");
        }
        var over = new Course(Status.ENDED, course.stage(), NONE, course.extended(), end);
        var now = new Development(id, scope, person, entries, earlier, over, stays, id, version);
        var event = new DevelopmentEvent.Ended(
                id, scope.unit(), scope.ancestors(), end.on(), end.ending().name());
        return Change.of(now, event).because(why);
    }

    /** Goes along with the person into another branch; the steps and their days stay as they are (DM-27). */
    Change<Development> move(Scope to, LocalDate on, String key) {
        if (course.status() != Status.OPEN || scope.unit().equals(to.unit())) {
            return Change.of(this);
        }
        var all = new ArrayList<>(stays);
        all.add(new Stay(scope, on));
        var now = new Development(id, to, person, entries, earlier, course, List.copyOf(all), key, version);
        return Change.of(now, new DevelopmentEvent.Moved(id, to.unit(), to.ancestors(), scope.unit(), on));
    }

    /** The branch whose step it was on a day. */
    Scope scopeOn(LocalDate day) {
        return stays.stream()
                .filter(stay -> day.isBefore(stay.until()))
                .findFirst()
                .map(Stay::scope)
                .orElse(scope);
    }

    LocalDate applied() {
        return entries.get(0).on();
    }

    Optional<Entry> entry(String entry) {
        return entries.stream().filter(each -> each.id().equals(entry)).findFirst();
    }

    /** The file on the roster: the one that was named, or the one that the admission makes. */
    String file() {
        return person.member() == null ? id : person.member();
    }

    Facts facts() {
        return facts(entries);
    }

    private Facts facts(List<Entry> all) {
        var extended = course.extended();
        return new Facts(person.born(), all, extended == null ? 0 : extended.months());
    }

    /** The version by which it began is not that by which it goes on. */
    boolean goneOver(Judge judge) {
        return !entries.get(0).pack().equals(judge.pack().id());
    }

    private boolean converted(Judge judge) {
        return judge.pack().steps().stream()
                .filter(step -> step.makes() == Makes.FULL)
                .anyMatch(step -> facts().passed(step.id()).isPresent());
    }

    private static Step step(Entry entry, Judge judge) {
        return judge.pack().step(entry.step()).orElseThrow(() -> STEP_NOT_KNOWN.at("/step"));
    }

    /** Nothing comes before the application, and nothing before a gate that it has to pass. */
    private static void refuseUnlessInOrder(List<Entry> all, Judge judge) {
        var pack = judge.pack();
        var facts = new Facts(LocalDate.MIN, all, 0);
        var applied = all.get(0).on();
        for (var entry : all) {
            if (entry.on().isBefore(applied)) {
                throw BEFORE_APPLICATION.at("/on", applied);
            }
            pack.steps().stream()
                    .limit(Math.max(
                            0, place(pack.place(entry.step()), pack.steps().size())))
                    .filter(Step::gate)
                    .forEach(gate -> {
                        var passed = facts.passed(gate.id());
                        if (passed.isEmpty()) {
                            throw GATE_NOT_PASSED.at("/step");
                        }
                        if (entry.on().isBefore(passed.get().on())) {
                            throw BEFORE_GATE.at("/on", passed.get().on());
                        }
                    });
        }
    }

    /** A step that the version does not know comes behind no gate. */
    private static int place(int place, int steps) {
        return place == steps ? 0 : place;
    }

    private Development judged(List<Entry> all, Judge judge) {
        var judgement = judge.of(facts(all));
        var last = judgement.lines().get(judgement.lines().size() - 1);
        boolean completed = last.state() == Judgement.State.TAKEN;
        var due = completed ? NONE : judgement.due().map(Judgement.Bound::day).orElse(NONE);
        var status = completed ? Status.COMPLETED : Status.OPEN;
        var now = new Course(status, judgement.stage(), due, course.extended(), null);
        return new Development(id, scope, person, all, earlier, now, stays, completed ? id : uniqueKey, version);
    }

    private void refuseUnlessOpen() {
        if (course.status() != Status.OPEN) {
            throw DEVELOPMENT_OVER.of();
        }
    }
}
