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

    @EventName("questionnaire.kept.v1")
    record QuestionnaireKept(String survey, String unit, List<String> ancestors, int questions)
            implements SurveyEvent {}

    @EventName("questionnaire.opened.v1")
    record QuestionnaireOpened(
            String survey,
            String unit,
            List<String> ancestors,
            LocalDate on,
            LocalDate until,
            int invited,
            int questions)
            implements SurveyEvent {}

    @EventName("questionnaire.printed.v1")
    record QuestionnairePrinted(String survey, String unit, List<String> ancestors, int slips) implements SurveyEvent {}

    /** So many slips that nobody had used open nothing any more. */
    @EventName("questionnaire.recalled.v1")
    record QuestionnaireRecalled(String survey, String unit, List<String> ancestors, int slips)
            implements SurveyEvent {}

    /** So many answers that came on paper were typed in. */
    @EventName("questionnaire.entered.v1")
    record QuestionnaireEntered(String survey, String unit, List<String> ancestors, int papers)
            implements SurveyEvent {}

    /** So many are asked by now. */
    @EventName("questionnaire.invited.v1")
    record QuestionnaireInvited(String survey, String unit, List<String> ancestors, int invited)
            implements SurveyEvent {}

    /** What was typed in of the paper with that number was typed in anew. */
    @EventName("questionnaire.paper-corrected.v1")
    record PaperCorrected(String survey, String unit, List<String> ancestors, int paper) implements SurveyEvent {}

    /** The paper with that number does not count. */
    @EventName("questionnaire.paper-withdrawn.v1")
    record PaperWithdrawn(String survey, String unit, List<String> ancestors, int paper) implements SurveyEvent {}

    @EventName("questionnaire.closed.v1")
    record QuestionnaireClosed(String survey, String unit, List<String> ancestors, LocalDate on)
            implements SurveyEvent {}

    /** Told once, after the closing: no event tells of one answer. */
    @EventName("questionnaire.answered.v1")
    record QuestionnaireAnswered(
            String survey, String unit, List<String> ancestors, LocalDate on, int invited, int answered, int papers)
            implements SurveyEvent {}

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
