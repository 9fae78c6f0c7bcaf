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
            Opinion.raise("o", survey, new Sealed("x"), "后勤", DAY).state();

    @Test
    void anOpinionIsRaisedThenRectifiedThenConfirmed() {
        var rectified = raised.rectify("错峰", DAY.plusDays(5), List.of()).state();
        assertThat(rectified.status()).isEqualTo(Opinion.Status.RECTIFIED);
        assertThat(rectified
                        .rectify("再改", DAY.plusDays(6), List.of())
                        .state()
                        .rectification()
                        .action())
                .isEqualTo("再改");
        var confirmed = rectified.confirm(DAY.plusDays(9)).state();
        assertThat(confirmed.status()).isEqualTo(Opinion.Status.CONFIRMED);
        assertThatThrownBy(() -> confirmed.rectify("x", DAY.plusDays(10), List.of()))
                .hasMessage("OPINION_SETTLED");
        assertThat(confirmed.withdraw().state().status()).isEqualTo(Opinion.Status.WITHDRAWN);
    }

    @Test
    void noStepComesBeforeTheOneThatItFollows() {
        assertThatThrownBy(() -> Opinion.raise("o", survey, new Sealed("x"), "c", DAY.minusDays(1)))
                .hasMessage("OPINION_BEFORE_SURVEY");
        assertThatThrownBy(() -> raised.rectify("x", DAY.minusDays(1), List.of()))
                .hasMessage("RECTIFIED_BEFORE_RAISED");
        assertThatThrownBy(() -> raised.confirm(DAY)).hasMessage("NOT_RECTIFIED");
        var rectified = raised.rectify("x", DAY.plusDays(5), List.of()).state();
        assertThatThrownBy(() -> rectified.confirm(DAY)).hasMessage("CONFIRMED_BEFORE_RECTIFIED");
        assertThatThrownBy(() -> raised.withdraw().state().withdraw()).hasMessage("OPINION_SETTLED");
    }

    @Test
    void aSurveyClosesOnceAndNotBeforeItOpens() {
        assertThatThrownBy(() -> survey.close(DAY).state().close(DAY)).hasMessage("SURVEY_CLOSED");
        assertThatThrownBy(() -> Survey.open("s", survey.scope(), "t", null, DAY, DAY.minusDays(1)))
                .hasMessage("SURVEY_ENDS_BEFORE_IT_OPENS");
    }
}
