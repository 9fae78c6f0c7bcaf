package cn.zhibu.report.fact;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read of what happens to surveys and opinions. */
final class OpinionEvents {

    private OpinionEvents() {}

    record SurveyOpened(String survey, String unit, List<String> ancestors, LocalDate on) {}

    record OpinionChanged(
            String opinion,
            @Nullable String survey,
            String unit,
            List<String> ancestors,
            LocalDate date,
            @Nullable String category) {}

    record OpinionWithdrawn(String opinion, String unit, List<String> ancestors) {}
}
