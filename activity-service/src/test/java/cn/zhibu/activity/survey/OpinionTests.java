package cn.zhibu.activity.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Sealed;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpinionTests {

    private static final LocalDate DAY = LocalDate.of(2025, 4, 10);
    private final Survey survey = Survey.open("s", new Scope("p", List.of("b", "p")), "t", null, DAY, null)
            .state();
    private final Opinion raised =
            Opinion.raise("o", survey, new Sealed("x", "y"), "后勤", DAY).state();

    @Test
    void anOpinionIsRaisedThenRectifiedThenConfirmed() {
        var rectified = raised.rectify(done("错峰", DAY.plusDays(5))).state();
        assertThat(rectified.status()).isEqualTo(Opinion.Status.RECTIFIED);
        assertThat(rectified
                        .rectify(new Opinion.Rectification("再改", DAY.plusDays(6), null, null, "写错了"))
                        .state()
                        .rectification()
                        .action())
                .isEqualTo("再改");
        assertThatThrownBy(() -> rectified.rectify(done("再改", DAY.plusDays(6)))).hasMessage("INVALID_INPUT");
        var confirmed = rectified.confirm(DAY.plusDays(9)).state();
        assertThat(confirmed.status()).isEqualTo(Opinion.Status.CONFIRMED);
        assertThatThrownBy(() -> confirmed.rectify(done("x", DAY.plusDays(10)))).hasMessage("OPINION_SETTLED");
        var withdrawn = confirmed.withdraw("误记").state();
        assertThat(withdrawn.status()).isEqualTo(Opinion.Status.WITHDRAWN);
        assertThat(withdrawn.withdrawn()).isEqualTo("误记");
    }

    @Test
    void noStepComesBeforeTheOneThatItFollows() {
        assertThatThrownBy(() -> Opinion.raise("o", survey, new Sealed("x", "y"), "c", DAY.minusDays(1)))
                .hasMessage("OPINION_BEFORE_SURVEY");
        assertThatThrownBy(() -> raised.rectify(done("x", DAY.minusDays(1)))).hasMessage("RECTIFIED_BEFORE_RAISED");
        assertThatThrownBy(() -> raised.confirm(DAY)).hasMessage("NOT_RECTIFIED");
        var rectified = raised.rectify(done("x", DAY.plusDays(5))).state();
        assertThatThrownBy(() -> rectified.confirm(DAY)).hasMessage("CONFIRMED_BEFORE_RECTIFIED");
        assertThatThrownBy(() -> raised.withdraw("误记").state().withdraw("误记")).hasMessage("OPINION_SETTLED");
    }

    @Test
    void whoIsInChargeAndByWhenIsToldOnceWhenTheDayIsOver() {
        var charge = Opinion.Charge.of(null, Opinion.Post.SECRETARY, DAY.plusDays(10));
        var assigned = raised.assign(charge);
        assertThat(assigned.events()).singleElement().isInstanceOf(SurveyEvent.OpinionAssigned.class);
        var opinion = assigned.state();
        assertThat(opinion.assign(charge).events()).isEmpty();
        assertThat(opinion.tell(DAY.plusDays(10)).events()).isEmpty();
        var told = opinion.tell(DAY.plusDays(11));
        assertThat(told.events()).singleElement().isInstanceOf(SurveyEvent.OpinionOverdue.class);
        assertThat(told.state().tell(DAY.plusDays(12)).events()).isEmpty();
        var later = told.state()
                .assign(Opinion.Charge.of("m", null, DAY.plusDays(20)))
                .state();
        assertThat(later.tell(DAY.plusDays(21)).events()).hasSize(1);
        var rectified = later.rectify(done("错峰", DAY.plusDays(15))).state();
        assertThat(rectified.tell(DAY.plusDays(30)).events()).isEmpty();
        assertThat(rectified.charge().due()).isEqualTo(DAY.plusDays(20));
        assertThatThrownBy(() -> raised.assign(Opinion.Charge.of("m", null, DAY.minusDays(1))))
                .hasMessage("DUE_BEFORE_RAISED");
        var confirmed = rectified.confirm(DAY.plusDays(16)).state();
        assertThatThrownBy(() -> confirmed.assign(charge)).hasMessage("OPINION_SETTLED");
    }

    @Test
    void anOpinionCanBeRaisedWithWhoIsInCharge() {
        var charge = Opinion.Charge.of("m", null, null);
        assertThat(Opinion.raise("o", survey, new Sealed("x", "y"), "c", DAY, charge)
                        .events())
                .hasSize(2);
    }

    @Test
    void aSurveyClosesOnceAndNotBeforeItOpens() {
        assertThatThrownBy(() -> survey.close(DAY, null).state().close(DAY, null))
                .hasMessage("SURVEY_CLOSED");
        assertThatThrownBy(() -> Survey.open("s", survey.scope(), "t", null, DAY, DAY.minusDays(1)))
                .hasMessage("SURVEY_ENDS_BEFORE_IT_OPENS");
    }

    @Test
    void opinionsLieWithinTheirSurvey() {
        var closed = survey.close(DAY.plusDays(3), DAY.plusDays(3)).state();
        assertThatThrownBy(() -> Opinion.raise("o", closed, new Sealed("x", "y"), "c", DAY.plusDays(4)))
                .hasMessage("OPINION_AFTER_SURVEY");
        assertThat(Opinion.raise("o", closed, new Sealed("x", "y"), "c", DAY.plusDays(3))
                        .state()
                        .raisedOn())
                .isEqualTo(DAY.plusDays(3));
        assertThatThrownBy(() -> survey.close(DAY.minusDays(1), null)).hasMessage("SURVEY_ENDS_BEFORE_IT_OPENS");
        assertThatThrownBy(() -> survey.close(DAY, DAY.plusDays(1))).hasMessage("SURVEY_ENDS_BEFORE_OPINION");
    }

    private static Opinion.Rectification done(String action, LocalDate on) {
        return new Opinion.Rectification(action, on, null, List.of(), null);
    }
}
