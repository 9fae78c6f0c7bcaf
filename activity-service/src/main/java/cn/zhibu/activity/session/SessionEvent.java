package cn.zhibu.activity.session;

import cn.zhibu.directory.Outcome;
import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happens to sessions: numbers and forms, no names, no minutes. */
sealed interface SessionEvent extends DomainEvent {

    @EventName("session.held.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Held(
            String session,
            String unit,
            List<String> ancestors,
            List<String> forms,
            LocalDate date,
            int expected,
            int present,
            List<String> groups,
            @Nullable BigDecimal hours,
            boolean imported,

            LocalDate enteredOn,
            List<String> attendees,
            List<String> absentees,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> evidence,

            @Nullable String lecturer,
            @Nullable Integer others,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<Decided> decisions,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> tasks,

            @Nullable String plan)
            implements SessionEvent {

        static Held of(Session session, List<Outcome> outcomes) {
            var body = session.body();
            return new Held(
                    session.id(),
                    session.scope().unit(),
                    session.scope().ancestors(),
                    names(body),
                    body.date(),
                    body.people().expected(),
                    body.people().present(),
                    body.people().groups(),
                    body.hours(),
                    session.state().imported(),
                    session.enteredOn(),
                    body.people().attendees(),
                    body.people().absentees(),
                    body.files(),
                    capacityOf(body),
                    othersAt(body),
                    Decided.of(outcomes),
                    body.on(),
                    session.state().plan());
        }
    }

    @EventName("session.corrected.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Corrected(
            String session,
            String unit,
            List<String> ancestors,
            List<String> forms,
            LocalDate date,
            int expected,
            int present,
            List<String> groups,
            @Nullable BigDecimal hours,
            boolean imported,

            LocalDate enteredOn,
            List<String> attendees,
            List<String> absentees,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> evidence,

            @Nullable String lecturer,
            @Nullable Integer others,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<Decided> decisions,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> tasks)
            implements SessionEvent {

        static Corrected of(Session session, List<Outcome> outcomes) {
            var body = session.body();
            return new Corrected(
                    session.id(),
                    session.scope().unit(),
                    session.scope().ancestors(),
                    names(body),
                    body.date(),
                    body.people().expected(),
                    body.people().present(),
                    body.people().groups(),
                    body.hours(),
                    session.state().imported(),
                    session.enteredOn(),
                    body.people().attendees(),
                    body.people().absentees(),
                    body.files(),
                    capacityOf(body),
                    othersAt(body),
                    Decided.of(outcomes),
                    body.on());
        }
    }

    @EventName("session.withdrawn.v1")
    record Withdrawn(String session, String unit, List<String> ancestors) implements SessionEvent {}

    /** How many motions of a kind came to the same end in a form of meeting; nobody's name, no votes. */
    record Decided(String form, String kind, String outcome, int count) {

        static List<Decided> of(List<Outcome> outcomes) {
            var counts = new TreeMap<String, Decided>();
            for (var one : outcomes) {
                var form = one.form();
                if (form != null) {
                    var decided =
                            new Decided(form, one.decision().id(), one.result().name(), 1);
                    counts.merge(
                            form + decided.kind() + decided.outcome(),
                            decided,
                            (some, more) -> new Decided(form, some.kind(), some.outcome(), some.count() + 1));
                }
            }
            return List.copyOf(counts.values());
        }
    }

    /** In which capacity somebody lectured; nobody's name. */
    private static @Nullable String capacityOf(Session.Body body) {
        var lecturer = body.went().lecturer();
        return lecturer == null ? null : lecturer.capacity().name();
    }

    /** Persons who were there and are no members of the branch. */
    private static @Nullable Integer othersAt(Session.Body body) {
        var course = body.went();
        int others = course.observers().size() + course.guests();
        return others == 0 ? null : others;
    }

    private static List<String> names(Session.Body body) {
        return body.forms().stream().map(Enum::name).sorted().toList();
    }
}
