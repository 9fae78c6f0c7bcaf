package cn.zhibu.activity.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.record.KeyTask;
import cn.zhibu.activity.task.Milestone.Done;
import cn.zhibu.activity.task.Milestone.Told;
import cn.zhibu.activity.task.Task.Standing;
import cn.zhibu.activity.task.Task.Status;
import cn.zhibu.platform.change.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTests {

    private static final LocalDate TODAY = LocalDate.of(2025, 6, 1);
    private static final Entry NOW = new Entry(Instant.parse("2025-06-01T02:00:00Z"), "sec");
    private static final Scope BRANCH = new Scope("p", List.of("b", "p"));

    private static KeyTask record(LocalDate date, boolean completed) {
        return new KeyTask("t", BRANCH, date, "新园舍建设", completed, null);
    }

    private static Task open() {
        return Task.opened(record(LocalDate.of(2025, 3, 1), false));
    }

    private static Milestone milestone(String id, LocalDate due) {
        return Milestone.planned(id, "完成选址", due, null, TODAY);
    }

    private static Task with(Milestone... milestones) {
        var task = open();
        for (var one : milestones) {
            task = task.add(one).state();
        }
        return task;
    }

    @Test
    void theNextMilestoneIsTheFirstThatIsOpen() {
        var task = with(milestone("a", TODAY.plusDays(40)), milestone("b", TODAY.plusDays(20)));
        assertThat(task.next()).isEqualTo(TODAY.plusDays(20));
        var reached = task.reach("b", new Done(TODAY, "已批复", List.of(), NOW));
        assertThat(reached.state().next()).isEqualTo(TODAY.plusDays(40));
        var kept = (TaskEvent.Kept) reached.events().get(0);
        assertThat(kept.milestones())
                .extracting(TaskEvent.Step::state, TaskEvent.Step::on)
                .contains(org.assertj.core.groups.Tuple.tuple("DONE", TODAY));
    }

    @Test
    void whatWasAddedOnceIsNotAddedAgain() {
        var task = with(milestone("a", TODAY.plusDays(40)));
        assertThat(task.add(milestone("a", TODAY.plusDays(40))).state()).isSameAs(task);
    }

    @Test
    void lateFollowsFromTheDaysAndIsNeverTyped() {
        var task = with(milestone("a", TODAY.plusDays(3)));
        assertThat(task.standing(TODAY)).isEqualTo(Standing.ON_TRACK);
        var atRisk = task.risk("经费尚未到位", NOW).state();
        assertThat(atRisk.standing(TODAY)).isEqualTo(Standing.AT_RISK);
        assertThat(atRisk.standing(TODAY.plusDays(4))).isEqualTo(Standing.LATE);
        assertThat(atRisk.risk(null, NOW).state().standing(TODAY)).isEqualTo(Standing.ON_TRACK);
    }

    @Test
    void ofEachDayThatAMilestoneHasIsToldOnce() {
        var task = with(milestone("a", TODAY.plusDays(30)));
        assertThat(task.untold()).isEqualTo(TODAY.plusDays(23));
        assertThat(task.tell(TODAY.plusDays(22)).state()).isSameAs(task);
        var soon = task.tell(TODAY.plusDays(23));
        assertThat(soon.events()).singleElement().isInstanceOf(TaskEvent.DueSoon.class);
        assertThat(soon.state().tell(TODAY.plusDays(24)).events()).isEmpty();
        var over = soon.state().tell(TODAY.plusDays(31));
        assertThat(over.events()).singleElement().isInstanceOf(TaskEvent.Overdue.class);
        assertThat(over.state().untold()).isNull();
        var moved = over.state().move("a", TODAY.plusDays(60), "等待批复", NOW).state();
        assertThat(moved.untold()).isEqualTo(TODAY.plusDays(53));
        assertThat(moved.tell(TODAY.plusDays(53)).events()).singleElement().isInstanceOf(TaskEvent.DueSoon.class);
    }

    @Test
    void theEarlierDaysOfAMilestoneAreKept() {
        var task = with(milestone("a", TODAY.plusDays(30)));
        var twice = task.move("a", TODAY.plusDays(40), "雨季", NOW)
                .state()
                .move("a", TODAY.plusDays(50), "图纸变更", NOW)
                .state();
        assertThat(twice.course().milestones().get(0).moved())
                .extracting(Milestone.Moved::due, Milestone.Moved::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(TODAY.plusDays(30), "雨季"),
                        org.assertj.core.groups.Tuple.tuple(TODAY.plusDays(40), "图纸变更"));
    }

    @Test
    void whoeverSetsADayThatIsNearOrOverKnowsIt() {
        assertThat(milestone("a", TODAY.plusDays(7)).told()).isEqualTo(Told.SOON);
        assertThat(milestone("a", TODAY.minusDays(1)).told()).isEqualTo(Told.OVERDUE);
        assertThat(milestone("a", TODAY.plusDays(8)).told()).isNull();
    }

    @Test
    void whatIsSettledIsReopenedBeforeItIsChanged() {
        var dropped = with(milestone("a", TODAY.plusDays(30))).drop("a", "合并实施").state();
        assertThatThrownBy(() -> dropped.move("a", TODAY.plusDays(40), "改期", NOW))
                .hasMessage("MILESTONE_OVER");
        var reopened = dropped.reopen("a", "仍需单独实施", TODAY).state();
        assertThat(reopened.course().milestones().get(0).open()).isTrue();
        assertThatThrownBy(() -> dropped.drop("x", "无")).hasMessage("MILESTONE_NOT_FOUND");
    }

    @Test
    void theBoardFollowsTheRecord() {
        var completed = with(milestone("a", TODAY.plusDays(30)))
                .follow(record(LocalDate.of(2025, 9, 1), true))
                .state();
        assertThat(completed.course().status()).isEqualTo(Status.COMPLETED);
        assertThat(completed.untold()).isNull();
        assertThatThrownBy(() -> completed.risk("无", NOW)).hasMessage("TASK_OVER");
        var again = completed.follow(record(LocalDate.of(2025, 9, 1), false)).state();
        assertThat(again.course().status()).isEqualTo(Status.OPEN);
        assertThat(again.untold()).isEqualTo(TODAY.plusDays(23));
        assertThat(again.withdraw().state().course().status()).isEqualTo(Status.WITHDRAWN);
    }

    @Test
    void whatIsNotReachedGoesOnInAYearThatFollows() {
        var old = with(milestone("a", TODAY.plusDays(30)), milestone("b", TODAY.plusDays(60)))
                .reach("a", new Done(TODAY, null, List.of(), NOW))
                .state();
        assertThatThrownBy(() -> old.refuseUnlessCarried("n", LocalDate.of(2025, 12, 31)))
                .hasMessage("TASK_YEAR_NOT_OVER");
        old.refuseUnlessCarried("n", LocalDate.of(2026, 1, 1));
        var fresh = Task.opened(new KeyTask("n", BRANCH, LocalDate.of(2026, 1, 1), "新园舍建设", false, null));
        var next = fresh.takeOver(old).state();
        assertThat(next.course().milestones()).extracting(Milestone::id).containsExactly("b");
        assertThat(next.course().from()).isEqualTo("t");
        assertThat(next.takeOver(old).state()).isSameAs(next);
        var carried = old.carry("n").state();
        assertThat(carried.course().status()).isEqualTo(Status.CARRIED);
        assertThat(carried.carry("n").state()).isSameAs(carried);
        assertThatThrownBy(() -> carried.carry("m")).hasMessage("TASK_OVER");
        assertThat(carried.follow(record(LocalDate.of(2025, 3, 1), true))
                        .state()
                        .course()
                        .status())
                .isEqualTo(Status.CARRIED);
    }

    @Test
    void aTaskIsCompletedInItsYear() {
        assertThatThrownBy(() -> open().refuseUnlessOfYear(LocalDate.of(2026, 1, 5)))
                .hasMessage("TASK_OF_ANOTHER_YEAR");
    }
}
