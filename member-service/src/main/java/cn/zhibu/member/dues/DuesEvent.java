package cn.zhibu.member.dues;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.time.LocalDate;
import java.util.List;

/** What happens to dues: of which branch, and of how many members. No names, no incomes and nobody's amounts. */
sealed interface DuesEvent extends DomainEvent {

    @EventName("dues.fixed.v1")
    record Fixed(String unit, List<String> ancestors, LocalDate from, int members) implements DuesEvent {}

    @EventName("dues.paid.v1")
    record Paid(String dues, String unit, List<String> ancestors, int year, int members) implements DuesEvent {}

    @EventName("dues.corrected.v1")
    record Corrected(String dues, String unit, List<String> ancestors, int year, int members) implements DuesEvent {}

    @EventName("dues.published.v1")
    record Published(String dues, String unit, List<String> ancestors, int year, LocalDate on) implements DuesEvent {}

    @EventName("dues.publication-withdrawn.v1")
    record PublicationWithdrawn(String dues, String unit, List<String> ancestors, int year) implements DuesEvent {}

    /** {@code until}: first day of the last month. */
    @EventName("dues-relief.proposed.v1")
    record ReliefProposed(String relief, String unit, List<String> ancestors, LocalDate from, LocalDate until)
            implements DuesEvent {}

    @EventName("dues-relief.approved.v1")
    record ReliefApproved(String relief, String unit, List<String> ancestors) implements DuesEvent {}

    @EventName("dues-relief.refused.v1")
    record ReliefRefused(String relief, String unit, List<String> ancestors) implements DuesEvent {}

    @EventName("dues-relief.withdrawn.v1")
    record ReliefWithdrawn(String relief, String unit, List<String> ancestors) implements DuesEvent {}
}
