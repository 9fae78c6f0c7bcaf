package cn.zhibu.activity.session;

import cn.zhibu.activity.session.Session.Form;
import cn.zhibu.directory.Verdict;
import cn.zhibu.platform.web.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How sessions look over HTTP. */
final class SessionViews {

    private SessionViews() {}

    /** A session in a list. */
    record Line(
            String id,
            String unit,
            List<Form> forms,
            LocalDate date,
            String topic,
            int expected,
            int present,
            boolean imported,
            Instant enteredAt,
            boolean late,
            List<Form> inquorate,
            @Nullable String withdrawn,
            long version) {

        static Line of(Session session, Set<Form> inquorate) {
            var body = session.body();
            var version = session.version();
            return new Line(
                    session.id(),
                    session.scope().unit(),
                    body.forms().stream().sorted().toList(),
                    body.date(),
                    body.topic(),
                    body.people().expected(),
                    body.people().present(),
                    session.state().imported(),
                    session.state().first().at(),
                    session.late(),
                    inquorate.stream().sorted().toList(),
                    session.state().withdrawn(),
                    version == null ? 0 : version);
        }
    }

    record AttendanceView(
            String member, boolean present, @Nullable String reason) {}

    record LecturerView(@Nullable String member, @Nullable String name, Course.Capacity capacity) {

        static @Nullable LecturerView of(Course.@Nullable Lecturer lecturer) {
            return lecturer == null ? null : new LecturerView(lecturer.member(), lecturer.name(), lecturer.capacity());
        }
    }

    record ObserverView(String name, @Nullable String post) {}

    record VotesView(int approve, int disapprove, int abstain) {}

    record ItemView(
            String title,
            Session.AgendaKind kind,
            @Nullable String resolution,
            @Nullable VotesView votes) {

        static ItemView of(Session.Item item) {
            var votes = item.votes();
            return new ItemView(
                    item.title(),
                    item.kind(),
                    item.resolution(),
                    votes == null ? null : new VotesView(votes.approve(), votes.disapprove(), votes.abstain()));
        }
    }

    /** Whether a rule's quorum was met: persons expected and present as the rule counts them. */
    record ValidityView(
            String rule,
            Map<String, String> names,
            Map<String, String> text,
            Map<String, String> article,
            String mark,
            int expected,
            int present,
            boolean met) {

        static ValidityView of(Verdict validity) {
            var quorum = validity.quorum();
            return new ValidityView(
                    quorum.id(),
                    quorum.names().texts(),
                    quorum.text().texts(),
                    quorum.article().texts(),
                    quorum.mark().name(),
                    validity.expected(),
                    validity.present(),
                    validity.met());
        }
    }

    /** A whole session; {@code minutes} for the branch alone. */
    record View(
            Line session,
            @Nullable String place,
            @Nullable String chair,
            @Nullable String chairGuest,
            @Nullable String recorder,
            @Nullable String recorderGuest,
            @Nullable BigDecimal hours,
            List<String> groups,
            List<AttendanceView> attendance,
            List<ItemView> agenda,
            @Nullable String minutes,
            List<String> evidence,
            @Nullable String start,
            @Nullable String end,
            @Nullable LecturerView lecturer,
            List<ObserverView> observers,
            int guests,
            @Nullable String plan,
            List<ValidityView> validities,
            @Nullable String reason,
            String enteredBy,
            @Nullable Instant changedAt,
            @Nullable String changedBy,
            long version)
            implements Versioned {

        static View of(SessionService.Shown shown) {
            var session = shown.session();
            var body = session.body();
            var people = body.people();
            var course = body.went();
            var changed = session.state().changed();
            var line = Line.of(session, shown.inquorate());
            return new View(
                    line,
                    body.place(),
                    people.chair(),
                    people.chairGuest(),
                    people.recorder(),
                    people.recorderGuest(),
                    body.hours(),
                    people.groups(),
                    people.attendance().stream()
                            .map(one -> new AttendanceView(one.member(), one.present(), one.reason()))
                            .toList(),
                    body.agenda().stream().map(ItemView::of).toList(),
                    shown.minutes(),
                    body.files(),
                    course.start(),
                    course.end(),
                    LecturerView.of(course.lecturer()),
                    course.observers().stream()
                            .map(one -> new ObserverView(one.name(), one.post()))
                            .toList(),
                    course.guests(),
                    session.state().plan(),
                    shown.validities().stream().map(ValidityView::of).toList(),
                    session.state().reason(),
                    session.state().first().by(),
                    changed == null ? null : changed.at(),
                    changed == null ? null : changed.by(),
                    line.version());
        }
    }
}
