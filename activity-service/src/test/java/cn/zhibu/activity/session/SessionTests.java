package cn.zhibu.activity.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.session.Session.Attendance;
import cn.zhibu.activity.session.Session.Body;
import cn.zhibu.activity.session.Session.Form;
import cn.zhibu.activity.session.Session.People;
import cn.zhibu.activity.session.Session.State;
import cn.zhibu.directory.Outcome;
import cn.zhibu.directory.Outcome.Result;
import cn.zhibu.directory.Outcome.Why;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.rules.RuleService;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionTests {

    private static final Instant LATER = Instant.EPOCH.plusSeconds(60);
    private static final Scope BRANCH = new Scope("p", List.of("b", "p"));
    private static final State STATE = new State(new Entry(Instant.EPOCH, "me"), null, false, null, null, null);

    private static Body body(Set<Form> forms, List<String> groups, List<Attendance> attendance, List<Item> agenda) {
        return new Body(
                forms,
                LocalDate.of(2025, 3, 12),
                "学习",
                new People(null, null, null, null, groups, attendance, null),
                agenda,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Body went(Form form, Course course) {
        var plain = body(Set.of(form), List.of(), TWO_OF_THREE, List.of());
        return new Body(
                plain.forms(),
                plain.date(),
                plain.topic(),
                plain.people(),
                plain.agenda(),
                null,
                null,
                null,
                null,
                course,
                null);
    }

    private static final List<Attendance> TWO_OF_THREE = List.of(
            new Attendance("m1", true, null), new Attendance("m2", true, null), new Attendance("m3", false, "病假"));

    @Test
    void oneEventOfSeveralFormsIsTypedInOnce() {
        var held = Session.hold(
                "s",
                BRANCH,
                body(Set.of(Form.BRANCH_ASSEMBLY, Form.PARTY_LECTURE), List.of(), TWO_OF_THREE, List.of()),
                STATE,
                List.of());
        var event = (SessionEvent.Held) held.events().get(0);
        assertThat(event.forms()).containsExactly("BRANCH_ASSEMBLY", "PARTY_LECTURE");
        assertThat(event.expected()).isEqualTo(3);
        assertThat(event.present()).isEqualTo(2);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> Session.hold(
                        "s",
                        BRANCH,
                        body(
                                Set.of(Form.PARTY_LECTURE),
                                List.of(),
                                List.of(new Attendance("m1", true, null), new Attendance("m1", true, null)),
                                List.of()),
                        STATE,
                        List.of()))
                .hasMessage("ATTENDANCE_TWICE");
        assertThatThrownBy(() -> Session.hold(
                        "s",
                        BRANCH,
                        body(Set.of(Form.GROUP_MEETING), List.of(), TWO_OF_THREE, List.of()),
                        STATE,
                        List.of()))
                .hasMessage("GROUP_NOT_NAMED");
    }

    @Test
    void aLectureSaysWhoGaveItAndHowManyOthersWereThereButNamesNobody() {
        var course = new Course(
                "09:00",
                "10:30",
                new Course.Lecturer(null, "方志远", Course.Capacity.EXPERT),
                List.of(new Course.Observer("孙悦", "工会主席")),
                7);
        var event = (SessionEvent.Held) Session.hold("s", BRANCH, went(Form.PARTY_LECTURE, course), STATE, List.of())
                .events()
                .get(0);
        assertThat(event.lecturer()).isEqualTo("EXPERT");
        assertThat(event.others()).isEqualTo(8);
        assertThat(event.present()).isEqualTo(2);
        assertThat(event.toString()).doesNotContain("方志远", "孙悦");
        assertThatThrownBy(() -> Session.hold("s", BRANCH, went(Form.BRANCH_ASSEMBLY, course), STATE, List.of()))
                .hasMessage("LECTURER_WITHOUT_LECTURE");
        for (var end : List.of("09:00", "08:59")) {
            var backwards = new Course("09:00", end, null, List.of(), 0);
            assertThatThrownBy(() -> Session.hold("s", BRANCH, went(Form.BRANCH_ASSEMBLY, backwards), STATE, List.of()))
                    .hasMessage("SESSION_ENDS_BEFORE_IT_BEGINS");
        }
    }

    @Test
    void correctingKeepsWhatWasAndWithdrawingEndsIt() {
        var session = Session.hold(
                        "s",
                        BRANCH,
                        body(Set.of(Form.PARTY_LECTURE), List.of(), TWO_OF_THREE, List.of()),
                        STATE,
                        List.of())
                .state();
        var correction = session.correct(session.body(), List.of(), "笔误", new Entry(LATER, "you"));
        assertThat(correction.keeps()).isTrue();
        var corrected = correction.state();
        assertThat(corrected.state().first()).isEqualTo(session.state().first());
        assertThat(corrected.state().changed()).isEqualTo(new Entry(LATER, "you"));
        var withdrawal = corrected.withdraw("误录", "me", Instant.EPOCH);
        assertThat(withdrawal.keeps()).isTrue();
        var withdrawn = withdrawal.state();
        assertThatThrownBy(() -> withdrawn.correct(session.body(), List.of(), "x", new Entry(LATER, "me")))
                .hasMessage("SESSION_WITHDRAWN");
        assertThatThrownBy(() -> withdrawn.withdraw("x", "me", Instant.EPOCH)).hasMessage("SESSION_WITHDRAWN");
    }

    @Test
    void whatWasWrittenDownAfterItsMonthIsLateHoweverItIsCorrected() {
        var body = body(Set.of(Form.PARTY_LECTURE), List.of(), TWO_OF_THREE, List.of());
        var april = Instant.parse("2025-03-31T16:00:00Z"); // the first of April in China
        var late = new State(new Entry(april, "me"), null, false, null, null, null);
        var intime = new State(new Entry(april.minusSeconds(1), "me"), null, false, null, null, null);
        assertThat(Session.hold("s", BRANCH, body, late, List.of()).state().late())
                .isTrue();
        var kept = Session.hold("s", BRANCH, body, intime, List.of()).state();
        assertThat(kept.late()).isFalse();
        assertThat(kept.correct(body, List.of(), "笔误", new Entry(april.plusSeconds(99), "me"))
                        .state()
                        .late())
                .isFalse();
    }

    @Test
    void theEventSaysHowOftenAKindOfMotionPassedAndNamesNobody() {
        var rules = RuleService.onClassPath();
        var admit = rules.decision("admit").orElseThrow();
        var outcomes = List.of(
                new Outcome(admit, Result.PASSED, "BRANCH_ASSEMBLY", null, null, 3, 2),
                new Outcome(admit, Result.PASSED, "BRANCH_ASSEMBLY", null, null, 3, 2),
                new Outcome(admit, Result.NOT_PASSED, "BRANCH_ASSEMBLY", null, null, 3, 2),
                new Outcome(admit, Result.UNDECIDABLE, null, Why.NOT_ITS_POWER, null, 0, 0));
        var about = List.of(new Item.Concerned(null, "方志远"));
        var item = new Item("接收方志远", Session.AgendaKind.RESOLUTION, "同意", null, "admit", about);
        var body = body(Set.of(Form.BRANCH_ASSEMBLY), List.of(), TWO_OF_THREE, List.of(item));
        var event = (SessionEvent.Held)
                Session.hold("s", BRANCH, body, STATE, outcomes).events().get(0);
        assertThat(event.decisions())
                .containsExactlyInAnyOrder(
                        new SessionEvent.Decided("BRANCH_ASSEMBLY", "admit", "PASSED", 2),
                        new SessionEvent.Decided("BRANCH_ASSEMBLY", "admit", "NOT_PASSED", 1));
        assertThat(event.toString()).doesNotContain("方志远");
    }

    @Test
    void whatWasVotedOnBeforeDecisionsWereToldApartIsReadByItsKind() {
        var votes = new Item.Votes(1, 0, 0);
        for (var old : Map.of("RESOLUTION", "other", "ADMISSION", "admit", "ELECTION", "elect")
                .entrySet()) {
            var kind = Session.AgendaKind.valueOf(old.getKey());
            assertThat(new Item("t", kind, "r", votes, null, null).decided()).isEqualTo(old.getValue());
            assertThat(new Item("t", kind, "r", null, null, null).decided()).isNull();
        }
        assertThat(new Item("t", Session.AgendaKind.STUDY, null, votes, null, null).decided())
                .isNull();
    }
}
