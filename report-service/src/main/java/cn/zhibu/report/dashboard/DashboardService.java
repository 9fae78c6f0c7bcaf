package cn.zhibu.report.dashboard;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.report.duty.Asked;
import cn.zhibu.report.duty.Duty;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.report.duty.DutyService;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Units against duties, for a bureau or a school. */
@Service
public class DashboardService {

    private final DirectoryService units;
    private final DutyService duties;

    DashboardService(DirectoryService units, DutyService duties) {
        this.units = units;
        this.duties = duties;
    }

    /** The whole picture; branches in the order in which they were founded, never by result. */
    record Overview(List<Asked> rules, List<Row> rows) {}

    record Row(Unit unit, List<Cell> cells) {}

    /** One rule in one period. {@code asked} counts the duties that apply, one per group where a rule asks each group. */
    record Cell(String rule, String period, State state, int met, int asked) {}

    Mono<Overview> overview(@Nullable String unit, int year, Caller caller) {
        return units.units(unit, caller)
                .map(found -> found.stream()
                        .filter(each -> each.kind().equals("BRANCH"))
                        .filter(each -> each.from().getYear() <= year)
                        .toList())
                .flatMap(branches -> duties.duties(branches, year, caller)
                        .map(owed -> new Overview(
                                duties.rules(LocalDate.of(year, 12, 31)),
                                branches.stream()
                                        .map(branch ->
                                                new Row(branch, cells(owed.getOrDefault(branch.id(), List.of()))))
                                        .toList())));
    }

    static List<Cell> cells(List<Duty> owed) {
        var grouped = new LinkedHashMap<String, List<Duty>>();
        for (var duty : owed) {
            grouped.merge(duty.rule().id() + "|" + duty.period(), List.of(duty), DashboardService::both);
        }
        return grouped.values().stream().map(DashboardService::cell).toList();
    }

    private static List<Duty> both(List<Duty> one, List<Duty> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
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
