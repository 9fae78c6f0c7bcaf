package cn.zhibu.report.duty;

import cn.zhibu.report.duty.Duty.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** One rule in one period. {@code asked} counts the duties that apply, one per group where a rule asks each group. */
public record Cell(String rule, String period, State state, int met, int asked) {

    static List<Cell> of(List<Duty> owed) {
        var grouped = new LinkedHashMap<String, List<Duty>>();
        for (var duty : owed) {
            grouped.computeIfAbsent(duty.rule().id() + "|" + duty.period(), fresh -> new ArrayList<>())
                    .add(duty);
        }
        return grouped.values().stream().map(Cell::cell).toList();
    }

    private static Cell cell(List<Duty> same) {
        int met = 0;
        int asked = 0;
        var worst = State.NOT_APPLICABLE;
        for (var duty : same) {
            met += duty.state() == State.MET ? 1 : 0;
            asked += duty.state() == State.NOT_APPLICABLE || duty.state() == State.EXEMPT ? 0 : 1;
            worst = weight(duty.state()) > weight(worst) ? duty.state() : worst;
        }
        return new Cell(same.get(0).rule().id(), same.get(0).period(), worst, met, asked);
    }

    /** Which state a cell shows when its groups differ: what needs somebody soonest. */
    private static int weight(State state) {
        return switch (state) {
            case NOT_APPLICABLE -> 0;
            case EXEMPT -> 1;
            case MET -> 2;
            case UPCOMING -> 3;
            case DUE -> 4;
            case OVERDUE -> 5;
        };
    }
}
