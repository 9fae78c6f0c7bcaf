package cn.zhibu.report.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.report.duty.Duty.Standing;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.words.Words;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cell of the overview shows what needs somebody soonest, and counts what was asked. */
class CellTests {

    private static Duty duty(String rule, String period, String group, State state) {
        var words = new Words("党小组会", "group meeting");
        var asked =
                new Asked(rule, words, words, words, words, "C1", false, "MONTH", 1, List.of("GROUP_MEETING"), null);
        var day = LocalDate.parse("2026-05-01");
        return new Duty(
                asked,
                "b",
                group,
                period,
                day,
                day,
                new Standing(state, state.name(), List.of()),
                List.of(),
                List.of());
    }

    @Test
    void groupsOfOnePeriodShareACell() {
        var cells = Cell.of(List.of(
                duty("BR-12", "2026-05", "g1", State.MET),
                duty("BR-12", "2026-05", "g2", State.OVERDUE),
                duty("BR-12", "2026-05", "g3", State.EXEMPT),
                duty("BR-12", "2026-06", "g1", State.UPCOMING)));
        assertThat(cells)
                .containsExactly(
                        new Cell("BR-12", "2026-05", State.OVERDUE, 1, 2),
                        new Cell("BR-12", "2026-06", State.UPCOMING, 0, 1));
    }

    @Test
    void everyStateGivesWayToWhatIsMoreUrgent() {
        var order = List.of(State.NOT_APPLICABLE, State.EXEMPT, State.MET, State.UPCOMING, State.DUE, State.OVERDUE);
        for (int i = 0; i + 1 < order.size(); i++) {
            var cells = Cell.of(List.of(
                    duty("BR-12", "2026-05", "g1", order.get(i + 1)), duty("BR-12", "2026-05", "g2", order.get(i))));
            assertThat(cells.get(0).state()).isEqualTo(order.get(i + 1));
        }
    }
}
