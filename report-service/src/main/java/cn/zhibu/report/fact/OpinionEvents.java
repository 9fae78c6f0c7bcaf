package cn.zhibu.report.fact;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read of what happens to surveys and opinions. */
final class OpinionEvents {

    private OpinionEvents() {}

    record SurveyOpened(String survey, String unit, List<String> ancestors, LocalDate on) {}

    /** How many answered of how many who were asked, when the questions of a survey were closed. */
    record QuestionnaireAnswered(
            String survey, String unit, List<String> ancestors, LocalDate on, int invited, int answered) {}

    record OpinionChanged(
            String opinion,
            @Nullable String survey,
            String unit,
            List<String> ancestors,
            LocalDate date,
            @Nullable String category) {}

    record OpinionWithdrawn(String opinion, String unit, List<String> ancestors) {}
}
