package cn.zhibu.activity.outcome;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of measures and goals; their texts are internal, as in their records. */
sealed interface OutcomeEvent extends DomainEvent {

    @EventName("outcome.stated.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stated(
            String outcome,
            String unit,
            List<String> ancestors,
            LocalDate date,
            int year,
            String state,
            String text,
            @Nullable String sentence,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> evidence)
            implements OutcomeEvent {}

    @EventName("outcome.withdrawn.v1")
    record Withdrawn(String outcome, String unit, List<String> ancestors) implements OutcomeEvent {}
}
