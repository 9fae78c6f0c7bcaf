package cn.zhibu.report.report;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to reports. The words of a report, a comment or a reason are not in here. */
sealed interface ReportEvent extends DomainEvent {

    @EventName("report.opened.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Opened(
            String report,
            String unit,
            List<String> ancestors,
            String template,
            int year,
            String author,
            @Nullable String committee)
            implements ReportEvent {}

    @EventName("report.submitted.v1")
    record Submitted(
            String report, String unit, List<String> ancestors, int year, int round, String author, String template)
            implements ReportEvent {}

    @EventName("report.commented.v1")
    record Commented(
            String report, String unit, List<String> ancestors, int year, String comment, String claim, String template)
            implements ReportEvent {}

    @EventName("report.returned.v1")
    record Returned(
            String report, String unit, List<String> ancestors, int year, int round, String author, String template)
            implements ReportEvent {}

    /**
     * The text of a section was written, changed or taken away. The words are not in here: {@code before} and {@code after}
     * are editions that the service keeps, lengths are in characters, digests of the id and the text.
     */
    @EventName("report.written.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Written(
            String report,
            String unit,
            List<String> ancestors,
            int year,
            String template,
            String section,
            @Nullable String before,
            @Nullable Integer beforeLength,
            @Nullable String beforeHash,
            @Nullable String after,
            @Nullable Integer afterLength,
            @Nullable String afterHash)
            implements ReportEvent {}

    /** @param evidenceHash of the copy with evidence; {@code documentHash} is the clean one's */
    @EventName("report.accepted.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Accepted(
            String report,
            String unit,
            List<String> ancestors,
            int year,
            String contentHash,
            String documentHash,
            @Nullable String evidenceHash,
            String author,
            String template)
            implements ReportEvent {}
}
