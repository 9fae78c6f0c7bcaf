package cn.zhibu.activity.survey;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to surveys and their opinions; nobody's words. */
sealed interface SurveyEvent extends DomainEvent {

    @EventName("survey.opened.v1")
    record Opened(String survey, String unit, List<String> ancestors, LocalDate on) implements SurveyEvent {}

    @EventName("survey.closed.v1")
    record Closed(String survey, String unit, List<String> ancestors, LocalDate on) implements SurveyEvent {}

    @EventName("opinion.raised.v1")
    record OpinionRaised(
            String opinion, String survey, String unit, List<String> ancestors, LocalDate date, String category)
            implements SurveyEvent {}

    /** Who sees to it, and by which day; what is not said is left out. */
    @EventName("opinion.assigned.v1")
    record OpinionAssigned(
            String opinion,
            String survey,
            String unit,
            List<String> ancestors,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String member,

            @JsonInclude(JsonInclude.Include.NON_NULL) Opinion.@Nullable Post post,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LocalDate due)
            implements SurveyEvent {}

    @EventName("opinion.overdue.v1")
    record OpinionOverdue(String opinion, String survey, String unit, List<String> ancestors, LocalDate due)
            implements SurveyEvent {}

    /** Whoever raised it was given a receipt. */
    @EventName("opinion.receipted.v1")
    record OpinionReceipted(String opinion, String survey, String unit, List<String> ancestors)
            implements SurveyEvent {}

    @EventName("opinion.disputed.v1")
    record OpinionDisputed(String opinion, String survey, String unit, List<String> ancestors, LocalDate date)
            implements SurveyEvent {}

    @EventName("opinion.rectified.v1")
    record OpinionRectified(
            String opinion,
            String survey,
            String unit,
            List<String> ancestors,
            LocalDate date,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> evidence)
            implements SurveyEvent {}

    @EventName("opinion.confirmed.v1")
    record OpinionConfirmed(String opinion, String survey, String unit, List<String> ancestors, LocalDate date)
            implements SurveyEvent {}

    @EventName("opinion.withdrawn.v1")
    record OpinionWithdrawn(String opinion, String survey, String unit, List<String> ancestors)
            implements SurveyEvent {}
}
