package cn.zhibu.activity.disclosure;

import cn.zhibu.activity.disclosure.Disclosure.Audience;
import cn.zhibu.activity.disclosure.Disclosure.Category;
import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.time.LocalDate;
import java.util.List;

/** What happens to disclosures: how far they came, not what they say. */
sealed interface DisclosureEvent extends DomainEvent {

    @EventName("disclosure.proposed.v1")
    record Proposed(String disclosure, String unit, List<String> ancestors, Category category, Audience audience)
            implements DisclosureEvent {}

    /** {@code step} is EXAMINED or APPROVED. */
    @EventName("disclosure.judged.v1")
    record Judged(String disclosure, String unit, List<String> ancestors, Disclosure.Status step, boolean passed)
            implements DisclosureEvent {}

    @EventName("disclosure.published.v1")
    record Published(
            String disclosure,
            String unit,
            List<String> ancestors,
            LocalDate date,
            Category category,
            Audience audience)
            implements DisclosureEvent {}

    @EventName("disclosure.withdrawn.v1")
    record Withdrawn(String disclosure, String unit, List<String> ancestors) implements DisclosureEvent {}

    @EventName("public-page.kept.v1")
    record PageKept(String page, String unit, List<String> ancestors, boolean open) implements DisclosureEvent {}
}
