package cn.zhibu.activity.record;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to records. {@code values} holds public and internal fields, persons by their marks. */
sealed interface RecordEvent extends DomainEvent {

    @EventName("record.entered.v1")
    record Entered(
            String record,
            String kind,
            int kindVersion,
            String unit,
            List<String> ancestors,
            LocalDate date,
            Map<String, Object> values,
            List<String> about,
            boolean imported,
            LocalDate enteredOn,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> evidence,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Other other)
            implements RecordEvent {}

    @EventName("record.corrected.v1")
    record Corrected(
            String record,
            String kind,
            int kindVersion,
            String unit,
            List<String> ancestors,
            LocalDate date,
            Map<String, Object> values,
            List<String> about,
            boolean imported,
            LocalDate enteredOn,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> evidence,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Other other)
            implements RecordEvent {}

    @EventName("record.answered.v1")
    record Answered(
            String record,
            String kind,
            int kindVersion,
            String unit,
            List<String> ancestors,
            LocalDate date,
            Map<String, Object> values,
            boolean imported,
            LocalDate enteredOn,
            @Nullable Other other)
            implements RecordEvent {}

    /** The other side, and what it says now. */
    record Other(String unit, List<String> ancestors, Giving.Answer answer) {

        static @Nullable Other of(@Nullable Giving giving) {
            return giving == null
                    ? null
                    : new Other(giving.other().unit(), giving.other().ancestors(), giving.answer());
        }
    }

    @EventName("record.withdrawn.v1")
    record Withdrawn(String record, String kind, String unit, List<String> ancestors) implements RecordEvent {}
}
