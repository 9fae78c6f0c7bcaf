package cn.zhibu.report.dashboard;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.report.duty.Asked;
import cn.zhibu.report.duty.Counts;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.report.duty.DutyService;
import cn.zhibu.report.duty.SheetRow;
import cn.zhibu.report.duty.TableQuery;
import java.time.LocalDate;
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

    /**
     * A page of the picture; branches in the order in which they were founded, never by result.
     *
     * @param basis names the rules and what else the page was judged by
     */
    record Overview(List<Asked> rules, Page<SheetRow> rows, String basis) {}

    /** Which part of the picture is wanted: branches of which some rule, or the one that is named, stands so. */
    record Part(
            @Nullable State state,
            @Nullable String rule,
            @Nullable Integer month) {}

    Mono<Overview> overview(@Nullable String unit, int year, Part part, PageQuery page, Caller caller) {
        return units.reach(unit, Capability.READ, caller)
                .map(tops -> new TableQuery(tops, year, part.state(), part.rule(), part.month()))
                .flatMap(wanted -> duties.rows(wanted, page))
                .map(rows -> new Overview(duties.rules(LocalDate.of(year, 12, 31)), rows, duties.basis()));
    }

    Mono<Counts> counts(@Nullable String unit, int year, Caller caller) {
        return units.reach(unit, Capability.READ, caller)
                .flatMap(tops -> duties.counts(new TableQuery(tops, year, null, null, null)));
    }
}
