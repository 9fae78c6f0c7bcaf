package cn.zhibu.activity.catalogue;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to the kinds of a bureau; what they are called is the bureau's word for a thing, and nobody's name. */
sealed interface KindEvent extends DomainEvent {

    /** A field whose numbers are added up. */
    record Sum(
            String field,
            Map<String, String> names,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String measureUnit) {}

    @EventName("kind.defined.v1")
    record Defined(
            String kind,
            int version,
            String unit,
            List<String> ancestors,
            LocalDate from,
            boolean extending,
            boolean offered,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, String> names,

            List<Sum> sums)
            implements KindEvent {}
}
