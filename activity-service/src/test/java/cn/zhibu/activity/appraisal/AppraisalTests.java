package cn.zhibu.activity.appraisal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.activity.appraisal.Appraisal.Grade;
import cn.zhibu.activity.appraisal.Appraisal.Typed;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.rules.RuleService;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppraisalTests {

    private static final LocalDate DAY = LocalDate.of(2025, 12, 20);
    private static final Scope BRANCH = new Scope("p", List.of("b", "p"));

    private static Typed typed(String member, Grade grade) {
        return new Typed(member, grade, null);
    }

    @Test
    void theEventCountsGradesAndNamesNobody() {
        var typed = List.of(typed("m1", Grade.EXCELLENT), typed("m2", Grade.QUALIFIED), typed("m3", Grade.QUALIFIED));
        var event = (AppraisalEvent.Kept) Appraisal.hold("a", BRANCH, 2025, DAY, typed, List.of())
                .events()
                .get(0);
        assertThat(event.grades())
                .containsExactly(
                        new AppraisalEvent.Counted("EXCELLENT", 1), new AppraisalEvent.Counted("QUALIFIED", 2));
        assertThat(event.toString()).doesNotContain("m1", "m2", "m3");
        var twice = List.of(typed("m1", Grade.QUALIFIED), typed("m1", Grade.QUALIFIED));
        assertThatThrownBy(() -> Appraisal.hold("a", BRANCH, 2025, DAY, twice, List.of()))
                .hasMessage("GRADED_TWICE");
    }

    @Test
    void atMostAThirdIsExcellentRoundedDownAp02Ap05() {
        var third = RuleService.onClassPath().article("AP-02", DAY).orElseThrow();
        for (int members = 0; members <= 60; members++) {
            int most = third.most(members);
            assertThat(3 * most).as("AP-05: " + members).isLessThanOrEqualTo(members);
            assertThat(3 * (most + 1)).as("AP-05: " + members).isGreaterThan(members);
        }
        assertThat(third.most(10)).isEqualTo(3);
    }
}
