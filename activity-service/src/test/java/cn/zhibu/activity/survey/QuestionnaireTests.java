package cn.zhibu.activity.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.activity.survey.Question.Said;
import cn.zhibu.activity.survey.Question.Type;
import cn.zhibu.activity.survey.Questionnaire.Told;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.process.problem.FieldFault;
import cn.zhibu.process.problem.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionnaireTests {

    private static final LocalDate DAY = LocalDate.of(2025, 5, 6);
    private static final LocalDate UNTIL = DAY.plusDays(10);
    private static final Sealed KEY = new Sealed("k.x", "p");
    private static final List<String> STEPS = List.of("很满意", "满意", "一般", "不满意", "很不满意");
    private static final Question ONE = new Question(Type.ONE, "您是", List.of("教师", "家长"), true);
    private static final Question SEVERAL = new Question(Type.SEVERAL, "您关心", List.of("食堂", "校车", "课后"), false);
    private static final Question SCALE = new Question(Type.SCALE, "总体", STEPS, false);
    private static final Question TEXT = new Question(Type.TEXT, "建议", List.of(), false);

    private final Survey survey = Survey.open("s", new Scope("p", List.of("b", "p")), "t", null, DAY, null)
            .state();
    private final Questionnaire draft = Questionnaire.begin(survey, "家长", List.of(ONE, SEVERAL, SCALE, TEXT), DAY)
            .state();
    private final Questionnaire open = draft.open(DAY, UNTIL, 6, KEY).state();

    private static Said said(int question, Integer... chosen) {
        return new Said(question, List.of(chosen), null);
    }

    private static List<String> faults(Runnable work) {
        try {
            work.run();
            return List.of();
        } catch (Problem refusal) {
            return refusal.faults().stream().map(QuestionnaireTests::of).toList();
        }
    }

    private static String of(FieldFault fault) {
        return fault.pointer() + ":" + fault.code();
    }

    @Test
    void theQuestionsAreChangedWhileTheyAreADraftAndNeverAfter() {
        assertThat(draft.keep(null, List.of(TEXT), DAY).state().questions()).containsExactly(TEXT);
        assertThatThrownBy(() -> open.keep(null, List.of(TEXT), DAY)).hasMessage("QUESTIONNAIRE_OPENED");
        assertThatThrownBy(() -> open.open(DAY, UNTIL, 6, KEY)).hasMessage("QUESTIONNAIRE_OPENED");
        assertThatThrownBy(() -> draft.keep(null, List.of(), DAY).state().open(DAY, UNTIL, 6, KEY))
                .hasMessage("NOTHING_ASKED");
        assertThatThrownBy(() -> draft.open(DAY, DAY.minusDays(1), 6, KEY))
                .hasMessage("QUESTIONNAIRE_ENDS_BEFORE_TODAY");
    }

    @Test
    void aQuestionHasTheOptionsThatItsKindAsksFor() {
        var asked = List.of(
                new Question(Type.ONE, "a", List.of("x"), false),
                new Question(Type.SCALE, "b", List.of("x", "y"), false),
                new Question(Type.TEXT, "c", List.of("x"), false),
                new Question(Type.SEVERAL, "d", List.of("x", "x"), false));
        assertThat(faults(() -> draft.keep(null, asked, DAY)))
                .containsExactly(
                        "/questions/0/options:OPTIONS_ONE",
                        "/questions/1/options:OPTIONS_SCALE",
                        "/questions/2/options:NOT_ASKED",
                        "/questions/3/options:TWICE");
    }

    @Test
    void whatWasSaidAnswersTheQuestions() {
        assertThat(open.checked(
                        List.of(said(1, 2), said(2, 1, 3), new Said(4, List.of(), "多晒太阳"), said(3)), false, "/answers"))
                .hasSize(3);
        assertThat(faults(() -> open.checked(List.of(said(3, 6), said(2, 1, 1), said(9, 1)), false, "/answers")))
                .containsExactlyInAnyOrder(
                        "/answers/2:NOT_ASKED",
                        "/answers/3:REQUIRED",
                        "/answers/1:NOT_AN_OPTION",
                        "/answers/0:NOT_AN_OPTION");
        assertThat(faults(() -> open.checked(List.of(said(1, 1, 2), said(4, 1)), false, "/answers")))
                .containsExactlyInAnyOrder("/answers/0:NOT_AN_OPTION", "/answers/1:NOT_ASKED");
        assertThat(open.checked(List.of(said(3, 5)), true, "/answers"))
                .as("on paper a question is left out")
                .hasSize(1);
        assertThatThrownBy(() -> open.checked(List.of(said(3)), true, "/answers"))
                .hasMessage("NOTHING_ANSWERED");
    }

    @Test
    void noMoreSlipsAndPapersThanPeopleAsked() {
        assertThat(open.print(6, 0, DAY).events()).hasSize(1);
        assertThatThrownBy(() -> open.print(5, 2, DAY)).hasMessage("SLIPS_MORE_THAN_INVITED");
        assertThat(open.enter(places(6), 0, DAY).events()).hasSize(1);
        assertThatThrownBy(() -> open.enter(places(1), 6, DAY)).hasMessage("ANSWERS_MORE_THAN_INVITED");
        assertThatThrownBy(() -> open.enter(places(3), 0, DAY).state().enter(places(3), 1, DAY))
                .hasMessage("ANSWERS_MORE_THAN_INVITED");
    }

    private static List<String> places(int papers) {
        return Answers.places("batch", papers);
    }

    @Test
    void howManyAreAskedIsNeverFewerThanSlipsOrAnswers() {
        var typed = open.enter(places(3), 0, DAY).state();
        assertThat(typed.invite(9, 4, 2, DAY).state().asking().invited()).isEqualTo(9);
        assertThat(typed.invite(5, 4, 2, DAY).events())
                .containsExactly(new SurveyEvent.QuestionnaireInvited("s", "p", List.of("b", "p"), 5));
        assertThatThrownBy(() -> typed.invite(4, 4, 2, DAY)).hasMessage("INVITED_FEWER_THAN_ANSWERED");
        assertThatThrownBy(() -> typed.invite(3, 4, 0, DAY)).hasMessage("INVITED_FEWER_THAN_ANSWERED");
        assertThat(typed.invite(6, 0, 0, DAY).events()).as("as it is").isEmpty();
        assertThatThrownBy(() -> typed.invite(9, 0, 0, UNTIL.plusDays(1))).hasMessage("ANSWERED_TOO_LATE");
    }

    @Test
    void aPaperIsTypedInAnewOrWithdrawnByItsNumberUntilTheClosing() {
        var typed = open.enter(places(3), 0, DAY).state();
        var corrected = typed.correct(2, "other", "看错", DAY);
        assertThat(corrected.state().papers().place(2)).isEqualTo("other");
        assertThat(corrected.events().toString()).doesNotContain("看错", "other");
        var withdrawn = corrected.state().withdraw(1, "重复", DAY).state();
        assertThat(withdrawn.papers().numbers()).containsExactly(2, 3);
        assertThatThrownBy(() -> withdrawn.correct(1, "x", "再", DAY)).hasMessage("NO_SUCH_PAPER");
        assertThatThrownBy(() -> withdrawn.withdraw(4, "再", DAY)).hasMessage("NO_SUCH_PAPER");
        assertThat(withdrawn.enter(List.of("new"), 0, DAY).state().papers().numbers())
                .as("no number is given twice")
                .containsExactly(2, 3, 4);
        var closed = withdrawn.close(DAY).state();
        assertThat(closed.papers().numbers()).as("gone with the closing").isEmpty();
        assertThat(closed.papers().places()).isEqualTo(withdrawn.papers().places());
        assertThat(closed.papers().count()).isEqualTo(2);
        assertThatThrownBy(() -> closed.correct(2, "x", "迟", DAY)).hasMessage("ANSWERED_TOO_LATE");
        assertThatThrownBy(() -> closed.withdraw(2, "迟", DAY)).hasMessage("ANSWERED_TOO_LATE");
    }

    @Test
    void afterItsDayOrItsClosingNothingIsTaken() {
        assertThat(open.refuseUnlessAnswered(UNTIL).until()).isEqualTo(UNTIL);
        assertThatThrownBy(() -> open.refuseUnlessAnswered(UNTIL.plusDays(1))).hasMessage("ANSWERED_TOO_LATE");
        var closed = open.close(DAY).state();
        assertThatThrownBy(() -> closed.refuseUnlessAnswered(DAY)).hasMessage("ANSWERED_TOO_LATE");
        assertThatThrownBy(() -> closed.close(DAY)).hasMessage("QUESTIONNAIRE_CLOSED");
        assertThatThrownBy(() -> draft.close(DAY)).hasMessage("QUESTIONNAIRE_NOT_OPEN");
        assertThatThrownBy(() -> draft.refuseUnlessAnswered(DAY)).hasMessage("QUESTIONNAIRE_NOT_OPEN");
    }

    @Test
    void withTheClosingTheKeyGoesAndTheNumbersAreToldOnce() {
        var closed = open.close(DAY).state();
        assertThat(closed.asking().key()).isNull();
        assertThat(closed.asking().due()).as("somebody looks again").isBefore(DAY);
        var told = closed.tell(new Told(5, 2));
        assertThat(told.events())
                .containsExactly(new SurveyEvent.QuestionnaireAnswered("s", "p", List.of("b", "p"), DAY, 6, 5, 2));
        assertThat(told.state().asking().due()).isNull();
        assertThat(told.state().tell(new Told(6, 2)).events()).isEmpty();
        assertThat(open.tell(new Told(5, 2)).events()).isEmpty();
    }

    @Test
    void resultsAreShownAfterTheClosingAndFromFiveAnswersOn() {
        var all = new ArrayList<List<Said>>();
        for (int i = 0; i < 4; i++) {
            all.add(List.of(said(1, 1 + i % 2), new Said(4, List.of(), "话" + i)));
        }
        var closed = open.close(DAY).state();
        assertThat(Results.of(closed, all).questions()).isEmpty();
        all.add(List.of(said(1, 1), said(2, 1, 3)));
        assertThat(Results.of(open, all).questions()).as("while it is open").isEmpty();
        var shown = Results.of(closed, all);
        assertThat(shown.answered()).isEqualTo(5);
        assertThat(shown.questions().get(0).counts()).containsExactly(3, 2);
        assertThat(shown.questions().get(1).answered()).isEqualTo(1);
        assertThat(shown.questions().get(1).counts())
                .as("one alone is not shown")
                .isEmpty();
        assertThat(shown.questions().get(3).texts()).containsExactlyInAnyOrder("话0", "话1", "话2", "话3");
        assertThat(shown.withoutTexts().questions().get(3).texts()).isEmpty();
    }

    @Test
    void textsOfTwoQuestionsAreNotInTheSameOrder() {
        var two = draft.keep(null, List.of(TEXT, TEXT), DAY)
                .state()
                .open(DAY, UNTIL, 40, KEY)
                .state()
                .close(DAY)
                .state();
        var all = new ArrayList<List<Said>>();
        for (int i = 0; i < 20; i++) {
            all.add(List.of(new Said(1, List.of(), "甲" + i), new Said(2, List.of(), "乙" + i)));
        }
        var shown = Results.of(two, all).questions();
        var first = shown.get(0).texts().stream().map(text -> text.substring(1)).toList();
        var second =
                shown.get(1).texts().stream().map(text -> text.substring(1)).toList();
        assertThat(first).isNotEqualTo(second).containsExactlyInAnyOrderElementsOf(second);
        assertThat(shown).isEqualTo(Results.of(two, all).questions());
    }
}
