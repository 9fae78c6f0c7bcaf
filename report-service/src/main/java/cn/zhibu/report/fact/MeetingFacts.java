package cn.zhibu.report.fact;

import cn.zhibu.directory.QuorumService;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.Received;
import cn.zhibu.report.fact.FactSet.Origin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is read of meetings and what they decided, of talks, organisational-life meetings and appraisals, and its facts. */
final class MeetingFacts {

    private static final String DECIDED = "decided";
    private static final String ABOUT = "about-task";

    private final Making making;
    private final QuorumService quorums;

    MeetingFacts(Making making, QuorumService quorums) {
        this.making = making;
        this.quorums = quorums;
    }

    record Held(
            String session,
            String unit,
            List<String> ancestors,
            List<String> forms,
            LocalDate date,
            @Nullable Integer present,
            @Nullable List<String> groups,
            @Nullable Double hours,
            @Nullable Boolean imported,
            @Nullable LocalDate enteredOn,
            @Nullable List<String> attendees,
            @Nullable List<String> absentees,
            @Nullable String lecturer,
            @Nullable List<Decided> decisions,
            @Nullable List<String> tasks) {

        boolean aboutTasks() {
            return tasks != null && !tasks.isEmpty();
        }

        List<Decided> decided() {
            return decisions == null ? List.of() : decisions;
        }

        boolean wasImported() {
            return Boolean.TRUE.equals(imported);
        }
    }

    record Decided(String form, String kind, String outcome, int count) {}

    record SessionWithdrawn(String session, String unit, List<String> ancestors) {}

    record TalkHeld(String talk, String unit, List<String> ancestors, LocalDate date, String pair) {}

    record TalkWithdrawn(String talk, String unit, List<String> ancestors) {}

    record OrgLifeKept(
            String orgLife,
            String unit,
            List<String> ancestors,
            @Nullable LocalDate date,
            int problems,
            int measures,
            int done) {}

    record AppraisalKept(String appraisal, String unit, List<String> ancestors, LocalDate date, List<Graded> grades) {}

    record Graded(String grade, int count) {}

    List<FactSet> held(Held event, Received received) {
        var values = new LinkedHashMap<String, Object>();
        values.put("form", event.forms());
        values.put("groups", event.groups() == null ? List.of() : event.groups());
        if (event.present() != null) {
            values.put("present", event.present());
        }
        if (event.lecturer() != null) {
            values.put("lecturer", event.lecturer());
        }
        if (event.hours() != null) {
            values.put("hours", event.hours());
        }
        if (event.forms().stream().anyMatch(form -> quorums.needed(form, event.date()))) {
            values.put(Judging.ATTENDEES, event.attendees() == null ? List.of() : event.attendees());
            values.put(Judging.ABSENTEES, event.absentees() == null ? List.of() : event.absentees());
        }
        var origin = new Origin(
                "session",
                null,
                event.session(),
                event.date(),
                received.sequence(),
                event.wasImported(),
                false,
                event.enteredOn());
        var flat = Values.flatten(values);
        var facts = new ArrayList<>(making.facts(origin, null, event.session(), flat));
        event.decided()
                .forEach(decided -> facts.addAll(making.facts(origin, DECIDED, event.session(), decision(decided))));
        if (event.aboutTasks()) {
            facts.addAll(making.facts(origin, ABOUT, event.session(), flat));
        }
        var scope = scope(event.unit(), event.ancestors());
        return making.of(event.session(), scope, origin, flat, facts);
    }

    private static Map<String, List<String>> decision(Decided decided) {
        return Map.of(
                "form", List.of(decided.form()),
                "decision", List.of(decided.kind()),
                "outcome", List.of(decided.outcome()),
                "decided", List.of(Integer.toString(decided.count())));
    }

    List<FactSet> withdrawn(SessionWithdrawn event, Received received) {
        var scope = scope(event.unit(), event.ancestors());
        return Making.tombstone(event.session(), "session", event.session(), scope, received);
    }

    List<FactSet> talked(TalkHeld event, Received received) {
        var origin = Origin.of("talk", event.talk(), event.date(), received.sequence());
        var values = Map.of("pair", List.of(event.pair()));
        return making.set(event.talk(), scope(event.unit(), event.ancestors()), origin, null, values);
    }

    List<FactSet> withdrawn(TalkWithdrawn event, Received received) {
        return Making.tombstone(event.talk(), "talk", event.talk(), scope(event.unit(), event.ancestors()), received);
    }

    /** It counts from the meeting on; shown as the source is the page of the branch. */
    List<FactSet> lived(OrgLifeKept event, Received received) {
        var scope = scope(event.unit(), event.ancestors());
        var date = event.date();
        if (date == null) {
            return Making.tombstone(event.orgLife(), "org-life", event.unit(), scope, received);
        }
        var values = Map.of(
                "problems", List.of(Integer.toString(event.problems())),
                "measures", List.of(Integer.toString(event.measures())),
                "done", List.of(Integer.toString(event.done())));
        return making.set(
                event.orgLife(), scope, Origin.of("org-life", event.unit(), date, received.sequence()), null, values);
    }

    /** A fact for each grade that somebody has; shown as the source is the page of the branch. */
    List<FactSet> appraised(AppraisalKept event, Received received) {
        var origin = Origin.of("appraisal", event.unit(), event.date(), received.sequence());
        var facts = new ArrayList<Fact>();
        for (var grade : event.grades()) {
            var values = Map.of(
                    "grade", List.of(grade.grade()),
                    "persons", List.of(Integer.toString(grade.count())));
            facts.addAll(making.facts(origin, null, event.appraisal(), values));
        }
        var scope = scope(event.unit(), event.ancestors());
        return making.of(event.appraisal(), scope, origin, Map.of(), facts);
    }

    private static Scope scope(String unit, List<String> ancestors) {
        return new Scope(unit, ancestors);
    }
}
