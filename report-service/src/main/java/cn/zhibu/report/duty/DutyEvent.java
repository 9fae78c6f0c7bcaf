package cn.zhibu.report.duty;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What there is to say of a branch's duties: once each, and together what is found on one look. */
sealed interface DutyEvent extends DomainEvent {

    /** One duty: by the rule, the period and, where a rule asks each group, the group. */
    record Owed(String duty, String rule, @Nullable String group, String period, LocalDate due) {}

    @EventName("duty.due-soon.v1")
    record DueSoon(String unit, List<String> ancestors, List<Owed> duties) implements DutyEvent {}

    @EventName("duty.overdue.v1")
    record Overdue(String unit, List<String> ancestors, List<Owed> duties) implements DutyEvent {}

    /** Met, or no longer asked for, after it was told. */
    @EventName("duty.settled.v1")
    record Settled(String unit, List<String> ancestors, List<Owed> duties) implements DutyEvent {}
}
