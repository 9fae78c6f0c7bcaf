package cn.zhibu.activity.hours;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to exemptions: of which branch and for how long, not whose and not why. */
sealed interface StudyExemptionEvent extends DomainEvent {

    /** @param until the last day, where one is known */
    @EventName("study-exemption.entered.v1")
    record Entered(
            String exemption,
            String unit,
            List<String> ancestors,
            LocalDate from,
            @Nullable LocalDate until) implements StudyExemptionEvent {}

    @EventName("study-exemption.withdrawn.v1")
    record Withdrawn(String exemption, String unit, List<String> ancestors) implements StudyExemptionEvent {}
}
