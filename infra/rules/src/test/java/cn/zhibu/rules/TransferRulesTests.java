package cn.zhibu.rules;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.rules.TransferRules.About;
import cn.zhibu.rules.TransferRules.Point;
import java.time.LocalDate;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The times of transfers, as data with their marks. */
class TransferRulesTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

    private final TransferRules transfers = RuleService.onClassPath().transfers();

    @Test
    void aLetterHoldsForTheDaysOfTheSettingEd15() {
        var letter = transfers.point(About.LETTER, DAY);
        assertThat(letter.id()).isEqualTo("ED-15");
        assertThat(letter.mark()).isEqualTo(RulePack.Mark.C2);
        assertThat(letter.verified()).as("sources disagree").isFalse();
        assertThat(letter.last(DAY)).isEqualTo(LocalDate.of(2027, 2, 28));
        assertThat(transfers.point(About.RECEIPT, DAY).days()).isEqualTo(30);
    }

    @Test
    void theTimeToAnswerIsASettingAndSaysSoEd14() {
        var answer = transfers.point(About.ANSWER, DAY);
        assertThat(answer.mark()).isEqualTo(RulePack.Mark.L);
        assertThat(answer.article().zh()).contains("设置");
        assertThat(transfers.point(About.ANSWER, LocalDate.of(1990, 1, 1))).isEqualTo(answer);
    }

    @Test
    void whatIsFaultyIsTold() {
        assertThat(transfers.faults()).isEmpty();
        var twice = new ArrayList<>(transfers.points());
        twice.add(transfers.point(About.LETTER, DAY));
        assertThat(new TransferRules(twice).faults()).isNotEmpty();
        var without = transfers.points().stream()
                .filter(point -> point.about() != About.RECEIPT)
                .toList();
        assertThat(new TransferRules(without).faults()).containsExactly("nothing is said about RECEIPT of transfers");
        var blank = transfers.points().stream().map(TransferRulesTests::without).toList();
        assertThat(new TransferRules(blank).faults()).hasSize(3);
    }

    private static Point without(Point point) {
        return new Point(
                point.id(),
                point.about(),
                point.names(),
                point.text(),
                point.regulation(),
                point.article(),
                point.mark(),
                point.verified(),
                point.from(),
                point.until(),
                null);
    }
}
