package cn.zhibu.activity.session;

import cn.zhibu.activity.session.Session.Form;
import cn.zhibu.directory.Outcome;
import cn.zhibu.directory.Outcome.Result;
import cn.zhibu.directory.Verdict;
import cn.zhibu.platform.web.Versioned;
import cn.zhibu.rules.Article;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            @Nullable DecidedView decided,
            @Nullable String withdrawn,
            long version) {

        static Line of(Session session, Set<Form> inquorate, List<Outcome> outcomes) {
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
                    DecidedView.of(outcomes),
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

    /** How many motions passed, did not, and of how many it cannot be said. */
    record DecidedView(int passed, int notPassed, int undecidable) {

        static @Nullable DecidedView of(List<Outcome> outcomes) {
            return outcomes.isEmpty()
                    ? null
                    : new DecidedView(
                            count(outcomes, Result.PASSED),
                            count(outcomes, Result.NOT_PASSED),
                            count(outcomes, Result.UNDECIDABLE));
        }

        private static int count(List<Outcome> outcomes, Result result) {
            return (int) outcomes.stream().filter(one -> one.result() == result).count();
        }
    }

    /**
     * What became of a motion, by which rule: {@code expected} persons who should attend and may vote, {@code needed} the fewest
     * votes in favour that pass it, or the fewest who had to be there where {@code why} is INQUORATE.
     */
    record OutcomeView(
            Result result,
            Outcome.@Nullable Why why,
            String rule,
            Map<String, String> names,
            Map<String, String> text,
            Map<String, String> article,
            String mark,
            int expected,
            int needed) {

        static OutcomeView of(Outcome outcome) {
            var rule = outcome.rule();
            var decision = outcome.decision();
            return new OutcomeView(
                    outcome.result(),
                    outcome.why(),
                    rule == null ? decision.rule() : rule.id(),
                    rule == null ? decision.names().texts() : rule.names().texts(),
                    rule == null ? decision.names().texts() : rule.text().texts(),
                    rule == null ? decision.article().texts() : rule.article().texts(),
                    (rule == null ? decision.mark() : rule.mark()).name(),
                    outcome.expected(),
                    outcome.needed());
        }
    }

    record ConcernedView(@Nullable String member, @Nullable String name) {}

    /** {@code about} for the branch alone where the rules say so. */
    record ItemView(
            String title,
            Session.AgendaKind kind,
            @Nullable String decision,
            List<ConcernedView> about,
            @Nullable String resolution,
            @Nullable VotesView votes,
            @Nullable OutcomeView outcome) {

        static ItemView of(Item item, Optional<Outcome> outcome, boolean hidden) {
            var votes = item.votes();
            return new ItemView(
                    item.title(),
                    item.kind(),
                    item.decision(),
                    hidden
                            ? List.of()
                            : item.concerned().stream()
                                    .map(one -> new ConcernedView(one.member(), one.name()))
                                    .toList(),
                    item.resolution(),
                    votes == null ? null : new VotesView(votes.approve(), votes.disapprove(), votes.abstain()),
                    outcome.map(OutcomeView::of).orElse(null));
        }

        static List<ItemView> of(SessionService.Shown shown) {
            var agenda = shown.session().body().agenda();
            var views = new ArrayList<ItemView>();
            for (int i = 0; i < agenda.size(); i++) {
                var outcome = i < shown.rulings().size() ? shown.rulings().get(i) : Optional.<Outcome>empty();
                views.add(of(agenda.get(i), outcome, shown.hidden().contains(agenda.get(i))));
            }
            return views;
        }
    }

    /** A point of the regulations that a meeting is reminded of. */
    record RemarkView(
            String rule,
            Map<String, String> names,
            Map<String, String> text,
            Map<String, String> article,
            String mark) {

        static RemarkView of(Article article) {
            return new RemarkView(
                    article.id(),
                    article.names().texts(),
                    article.text().texts(),
                    article.article().texts(),
                    article.mark().name());
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
            boolean delegated,
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
            List<String> tasks,
            List<ValidityView> validities,
            @Nullable RemarkView chairRemark,
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
            var line = Line.of(session, shown.inquorate(), shown.outcomes());
            return new View(
                    line,
                    body.place(),
                    people.chair(),
                    people.chairGuest(),
                    people.chairDelegated(),
                    people.recorder(),
                    people.recorderGuest(),
                    body.hours(),
                    people.groups(),
                    people.attendance().stream()
                            .map(one -> new AttendanceView(one.member(), one.present(), one.reason()))
                            .toList(),
                    ItemView.of(shown),
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
                    body.on(),
                    shown.validities().stream().map(ValidityView::of).toList(),
                    shown.chair().map(RemarkView::of).orElse(null),
                    session.state().reason(),
                    session.state().first().by(),
                    changed == null ? null : changed.at(),
                    changed == null ? null : changed.by(),
                    line.version());
        }
    }
}
