package cn.zhibu.report.dashboard;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.report.duty.Asked;
import cn.zhibu.report.duty.DutyService;
import cn.zhibu.report.duty.SheetRow;
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

    /** The whole picture; branches in the order in which they were founded, never by result. */
    record Overview(List<Asked> rules, List<SheetRow> rows) {}

    Mono<Overview> overview(@Nullable String unit, int year, Caller caller) {
        return units.reach(unit, Capability.READ, caller)
                .flatMap(tops -> duties.rows(tops, year))
                .map(rows -> new Overview(duties.rules(LocalDate.of(year, 12, 31)), rows));
    }
}
