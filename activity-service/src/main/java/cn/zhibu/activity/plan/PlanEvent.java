package cn.zhibu.activity.plan;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to plans: days, forms and ids; neither topics nor names. {@code members} are those who were told. */
sealed interface PlanEvent extends DomainEvent {

    @EventName("plan.entered.v1")
    record Planned(String plan, String unit, List<String> ancestors, LocalDate date, List<String> forms)
            implements PlanEvent {}

    @EventName("plan.changed.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Changed(
            String plan,
            String unit,
            List<String> ancestors,
            LocalDate date,
            List<String> forms,
            @Nullable String start,
            List<String> members)
            implements PlanEvent {}

    @EventName("plan.told.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Notified(
            String plan,
            String unit,
            List<String> ancestors,
            LocalDate date,
            List<String> forms,
            @Nullable String start,
            List<String> members)
            implements PlanEvent {}

    @EventName("plan.cancelled.v1")
    record Cancelled(String plan, String unit, List<String> ancestors, LocalDate date, List<String> members)
            implements PlanEvent {}

    @EventName("series.entered.v1")
    record SeriesPlanned(String series, String unit, List<String> ancestors, LocalDate from, LocalDate until, int plans)
            implements PlanEvent {}

    @EventName("series.changed.v1")
    record SeriesChanged(String series, String unit, List<String> ancestors, int from) implements PlanEvent {}

    @EventName("series.cancelled.v1")
    record SeriesCancelled(String series, String unit, List<String> ancestors, int from) implements PlanEvent {}
}
