package cn.zhibu.member.development;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.member.development.Development.Ended;
import cn.zhibu.member.development.Development.Ending;
import cn.zhibu.member.development.Development.Extended;
import cn.zhibu.member.development.Development.Person;
import cn.zhibu.member.development.Development.Status;
import cn.zhibu.member.development.Entry.Result;
import cn.zhibu.member.development.Entry.Words;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.rules.DevelopmentPack.Stage;
import cn.zhibu.rules.RuleService;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevelopmentTests {

    private static final RuleService RULES = RuleService.onClassPath();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final Judge JUDGE = new Judge(RULES, TODAY);
    private static final LocalDate APPLIED = LocalDate.of(2023, 3, 1);
    private static final Sealed SEALED = new Sealed("k1.x", "y");

    private static Entry entry(String id, String step, LocalDate on, Result result) {
        var pack = RULES.development(on).id();
        return new Entry(id, step, on, result, new Words(null, null), pack, Instant.EPOCH, "a");
    }

    private static Development opened() {
        var branch = new Scope("b", List.of("r", "b"));
        var person = new Person(SEALED, LocalDate.of(1990, 1, 1), null);
        var first = entry("e0", Development.APPLICATION, APPLIED, Result.PASSED);
        return Development.open("d", branch, person, first, "key", JUDGE).state();
    }

    private static Development with(Development before, String step, LocalDate on) {
        return before.take(entry(step + on, step, on, Result.PASSED), JUDGE).state();
    }

    /** As far as the vote of the assembly on the admission. */
    private static Development admitted(LocalDate on) {
        var passed = opened();
        for (var step : List.of("activist", "target", "review", "training", "pre-review", "admission")) {
            passed = with(passed, step, on);
        }
        return passed;
    }

    @Test
    void aCaseBeginsWithTheApplicationAndSaysWhatIsDueFirst() {
        var opened = opened();
        assertThat(opened.course().stage()).isEqualTo(Stage.APPLICANT);
        assertThat(opened.course().due()).isEqualTo(APPLIED.plusMonths(1));
        assertThat(opened.goneOver(JUDGE)).isTrue();
        assertThat(opened.entries().get(0).pack()).isEqualTo("2014");
    }

    @Test
    void aStepIsTakenOnceAndOneThatRepeatsAgainAndAgain() {
        var talked = with(opened(), "talk", APPLIED.plusDays(5));
        assertThatThrownBy(() -> with(talked, "talk", APPLIED.plusDays(6))).hasMessage("STEP_TAKEN_ALREADY");
        assertThatThrownBy(() -> with(talked, "walk", APPLIED.plusDays(6))).hasMessage("STEP_NOT_KNOWN");
        assertThatThrownBy(() -> with(talked, "activist", APPLIED.minusDays(1))).hasMessage("BEFORE_APPLICATION");
        var examined = with(with(talked, "examination", APPLIED.plusDays(9)), "examination", APPLIED.plusDays(99));
        assertThat(examined.entries()).hasSize(4);
    }

    /** DM-10, DM-12: what was not passed keeps back what comes after it. */
    @Test
    void nothingComesBehindAGateThatWasNotPassedAndNothingBeforeItsDay() {
        var target = with(with(opened(), "activist", APPLIED), "target", APPLIED.plusYears(2));
        var day = APPLIED.plusYears(2).plusMonths(1);
        assertThatThrownBy(() -> with(target, "training", day)).hasMessage("GATE_NOT_PASSED");
        var failed =
                target.take(entry("f", "review", day, Result.FAILED), JUDGE).state();
        assertThatThrownBy(() -> with(failed, "training", day)).hasMessage("GATE_NOT_PASSED");
        var passed = with(failed, "review", day.plusDays(3));
        assertThatThrownBy(() -> with(passed, "training", day)).hasMessage("BEFORE_GATE");
        assertThat(with(passed, "training", day.plusDays(3)).entries()).hasSize(6);
    }

    @Test
    void aCorrectionKeepsWhatStoodThereAndJudgesByTheVersionOfTheNewDay() {
        var target = with(with(opened(), "activist", APPLIED), "target", LocalDate.of(2026, 5, 17));
        var id = target.entries().get(2).id();
        var right = entry(id, "target", LocalDate.of(2026, 5, 18), Result.PASSED);
        var corrected = target.correct(right, SEALED, "日期有误", JUDGE);
        assertThat(corrected.reason()).isEqualTo("日期有误");
        assertThat(corrected.state().entries().get(2).pack()).isEqualTo("2026");
        assertThat(corrected.state().earlier().get(0).entry().on()).isEqualTo(LocalDate.of(2026, 5, 17));
        assertThatThrownBy(() -> target.correct(entry("none", "target", APPLIED, Result.PASSED), SEALED, "x", JUDGE))
                .hasMessage("DEVELOPMENT_ENTRY_NOT_FOUND");
        var admitted = admitted(APPLIED.plusYears(2));
        var review = admitted.entries().get(3);
        assertThatThrownBy(() ->
                        admitted.correct(entry(review.id(), "review", review.on(), Result.FAILED), SEALED, "x", JUDGE))
                .hasMessage("GATE_NOT_PASSED");
    }

    /** DM-24. */
    @Test
    void probationIsExtendedOnceWithinItsBounds() {
        var vote = LocalDate.of(2025, 3, 2);
        var on = vote.plusYears(1);
        var admitted = admitted(vote);
        assertThat(admitted.person().member()).isEqualTo("d");
        assertThatThrownBy(() -> opened().extend(new Extended(on, 6, Instant.EPOCH, "a"), JUDGE))
                .hasMessage("NOT_ON_PROBATION");
        for (int months : List.of(5, 13)) {
            assertThatThrownBy(() -> admitted.extend(new Extended(on, months, Instant.EPOCH, "a"), JUDGE))
                    .hasMessage("EXTENSION_OUT_OF_BOUNDS");
        }
        var extended =
                admitted.extend(new Extended(on, 12, Instant.EPOCH, "a"), JUDGE).state();
        assertThatThrownBy(() -> extended.extend(new Extended(on, 6, Instant.EPOCH, "a"), JUDGE))
                .hasMessage("EXTENDED_ALREADY");
        assertThat(with(with(extended, "approval", on), "conversion", on)
                        .course()
                        .stage())
                .isEqualTo(Stage.PROBATION);
    }

    @Test
    void theLastStepCompletesItAndAnotherCaseMayBegin() {
        var day = LocalDate.of(2025, 3, 2);
        var all = admitted(day);
        for (var step : List.of("approval", "conversion", "conversion-approval", "archive")) {
            all = with(all, step, day.plusYears(1));
        }
        assertThat(all.course().status()).isEqualTo(Status.COMPLETED);
        assertThat(all.uniqueKey()).isEqualTo("d");
        var over = all;
        assertThatThrownBy(() -> with(over, "talk", TODAY)).hasMessage("DEVELOPMENT_OVER");
    }

    @Test
    void aCaseEndsAndOnlyWhoIsOnProbationLosesIt() {
        var end = new Ended(Ending.WITHDRAWN, TODAY, SEALED, Instant.EPOCH, "a");
        var ended = opened().end(end, "本人撤回", JUDGE);
        assertThat(ended.state().course().status()).isEqualTo(Status.ENDED);
        assertThat(ended.state().uniqueKey()).isEqualTo("d");
        var cancelled = new Ended(Ending.CANCELLED, TODAY, SEALED, Instant.EPOCH, "a");
        assertThatThrownBy(() -> opened().end(cancelled, "x", JUDGE)).hasMessage("NOT_ON_PROBATION");
        assertThat(admitted(APPLIED.plusYears(2)).end(cancelled, "x", JUDGE).events())
                .hasSize(1);
        var early = new Ended(Ending.WITHDRAWN, APPLIED.minusDays(1), SEALED, Instant.EPOCH, "a");
        assertThatThrownBy(() -> opened().end(early, "x", JUDGE)).hasMessage("BEFORE_APPLICATION");
    }
}
