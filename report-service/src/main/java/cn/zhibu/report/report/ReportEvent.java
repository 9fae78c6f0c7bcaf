package cn.zhibu.report.report;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.util.List;

/** What happens to reports. The words of a report, a comment or a reason are not in here. */
sealed interface ReportEvent extends DomainEvent {

    @EventName("report.opened.v1")
    record Opened(String report, String unit, List<String> ancestors, String template, int year, String author)
            implements ReportEvent {}

    @EventName("report.submitted.v1")
    record Submitted(String report, String unit, List<String> ancestors, int year, int round, String author)
            implements ReportEvent {}

    @EventName("report.commented.v1")
    record Commented(String report, String unit, List<String> ancestors, int year, String comment, String claim)
            implements ReportEvent {}

    @EventName("report.returned.v1")
    record Returned(String report, String unit, List<String> ancestors, int year, int round, String author)
            implements ReportEvent {}

    @EventName("report.accepted.v1")
    record Accepted(
            String report,
            String unit,
            List<String> ancestors,
            int year,
            String contentHash,
            String documentHash,
            String author)
            implements ReportEvent {}
}
