package cn.zhibu.activity.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.process.problem.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PlanTests {

    private static final Entry TODAY = new Entry(Instant.parse("2026-12-01T02:00:00Z"), "me");
    private static final Entry LATER = new Entry(Instant.parse("2026-12-20T02:00:00Z"), "me");
    private static final LocalDate DAY = LocalDate.of(2026, 12, 10);
    private static final Scope BRANCH = new Scope("b", List.of("a", "b"));

    private static Plan.Body body(LocalDate day, String place) {
        return new Plan.Body(
                Set.of(MeetingForm.THEME_PARTY_DAY, MeetingForm.BRANCH_ASSEMBLY),
                day,
                "14:30",
                place,
                "十二月主题党日",
                List.of("学习"),
                List.of(),
                List.of());
    }

    private static Plan plan() {
        return Plan.plan("p", BRANCH, body(DAY, "会议室"), null, TODAY).state();
    }

    @Test
    void oneSlotHasSeveralForms() {
        var change = Plan.plan("p", BRANCH, body(DAY, "会议室"), null, TODAY);
        assertThat(change.events())
                .containsExactly(new PlanEvent.Planned(
                        "p", "b", List.of("a", "b"), DAY, List.of("BRANCH_ASSEMBLY", "THEME_PARTY_DAY")));
        assertThat(change.state().state().status()).isEqualTo(Plan.Status.PLANNED);
    }

    @Test
    void nothingIsPlannedForADayThatHasPassed() {
        refused(() -> Plan.plan("p", BRANCH, body(LocalDate.of(2026, 11, 30), null), null, TODAY), "PLAN_IN_THE_PAST");
        refused(() -> plan().change(body(DAY.minusDays(1), "会议室"), LATER), "PLAN_IN_THE_PAST");
        assertThat(plan().change(body(DAY, "礼堂"), LATER).events())
                .as("its day stays")
                .hasSize(1);
    }

    @Test
    void whoWasToldHearsOfAnotherPlaceAndNotOfAnotherTopic() {
        var told = plan().notify(List.of("m1", "m2"), TODAY).state();
        assertThat(told.state().status()).isEqualTo(Plan.Status.NOTIFIED);
        assertThat(members(told.change(body(DAY, "礼堂"), TODAY))).containsExactly("m1", "m2");
        var topic = new Plan.Body(told.body().forms(), DAY, "14:30", "会议室", "别的主题", List.of(), List.of(), List.of());
        assertThat(members(told.change(topic, TODAY))).isEmpty();
        assertThat(members(plan().change(body(DAY, "礼堂"), TODAY))).isEmpty();
        assertThat(told.change(told.body(), TODAY).events()).isEmpty();
    }

    private static List<String> members(Change<Plan> change) {
        return ((PlanEvent.Changed) change.events().get(0)).members();
    }

    @Test
    void whatWasHeldOrCalledOffStaysAsItIsUntilTheSessionIsWithdrawn() {
        var held = plan().notify(List.of("m1"), TODAY).state().held("s1").state();
        refused(() -> held.cancel("改期", TODAY), "PLAN_OVER");
        refused(() -> held.notify(List.of("m1"), TODAY), "PLAN_OVER");
        assertThat(held.held("s2").state()).as("the first one stands").isSameAs(held);
        assertThat(held.released("s2").state()).isSameAs(held);
        var open = held.released("s1").state();
        assertThat(open.state().status()).isEqualTo(Plan.Status.NOTIFIED);
        var cancelled = open.cancel("与考试冲突", TODAY);
        assertThat(cancelled.reason()).isEqualTo("与考试冲突");
        assertThat(cancelled.events())
                .containsExactly(new PlanEvent.Cancelled("p", "b", List.of("a", "b"), DAY, List.of("m1")));
        refused(() -> cancelled.state().change(body(DAY, "礼堂"), TODAY), "PLAN_OVER");
        assertThat(cancelled.state().held("s1").state()).isSameAs(cancelled.state());
    }

    @Test
    void noticeIsNotGivenOfADayThatHasPassed() {
        refused(() -> plan().notify(List.of("m1"), LATER), "PLAN_DAY_PASSED");
    }

    @Test
    void aGroupMeetingNamesItsGroups() {
        var body = new Plan.Body(
                Set.of(MeetingForm.GROUP_MEETING), DAY, null, null, "小组学习", List.of(), List.of(), List.of());
        refused(() -> Plan.plan("p", BRANCH, body, null, TODAY), "PLAN_GROUP_NOT_NAMED");
    }

    @Test
    void aChangeOfTheSeriesIsTakenOverOnceAndTheDayStays() {
        var part = new Plan.Part("s", 3, 0);
        var plan = Plan.plan("p", BRANCH, body(DAY, "会议室"), part, TODAY).state();
        var edit = new Series.Edit(1, 2, body(LocalDate.MIN, "礼堂"), null, TODAY);
        var followed = plan.follow(edit).state();
        assertThat(followed.body()).isEqualTo(body(DAY, "礼堂"));
        assertThat(followed.follow(edit).state()).isSameAs(followed);
        var held = plan.held("s1").state();
        assertThat(held.follow(edit).state().body()).isEqualTo(held.body());
        assertThat(held.follow(edit).events()).isEmpty();
        var off = followed.follow(new Series.Edit(2, 2, null, "放假", TODAY));
        assertThat(off.state().state().status()).isEqualTo(Plan.Status.CANCELLED);
    }

    @Test
    void aSeriesKeepsWhatIsStillToBeDone() {
        var rhythm = new Rhythm(10, null, null, DAY, DAY.plusYears(1));
        var made = Series.plan("s", BRANCH, rhythm, body(DAY, "会议室"), TODAY).state();
        assertThat(made.work().open()).isTrue();
        var done = made.done(0).state();
        assertThat(done.work().open()).isNull();
        var twice = done.edit(2, body(DAY, "礼堂"), null, TODAY)
                .state()
                .edit(5, null, "放假", TODAY)
                .state();
        assertThat(twice.work().pending()).extracting(Series.Edit::number).containsExactly(1, 2);
        var one = twice.done(1).state();
        assertThat(one.work().pending()).extracting(Series.Edit::number).containsExactly(2);
        assertThat(one.work().open()).isTrue();
        assertThat(one.done(2).state().work().open()).isNull();
        var busy = twice;
        for (int i = 0; i < 3; i++) {
            busy = busy.edit(1, null, "放假", TODAY).state();
        }
        var full = busy;
        refused(() -> full.edit(1, null, "放假", TODAY), "SERIES_BUSY");
    }

    private static void refused(ThrowingCallable act, String code) {
        assertThatThrownBy(act)
                .isInstanceOf(Problem.class)
                .extracting(refused -> ((Enum<?>) ((Problem) refused).type()).name())
                .isEqualTo(code);
    }
}
