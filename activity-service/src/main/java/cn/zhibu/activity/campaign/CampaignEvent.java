package cn.zhibu.activity.campaign;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.time.LocalDate;
import java.util.List;

/** What happens to campaigns: days and ids alone, nobody's words. */
sealed interface CampaignEvent extends DomainEvent {

    @EventName("campaign.published.v1")
    record Published(String campaign, String unit, List<String> ancestors, LocalDate from, LocalDate until, int points)
            implements CampaignEvent {}

    @EventName("campaign.extended.v1")
    record Extended(String campaign, String unit, List<String> ancestors, LocalDate until) implements CampaignEvent {}

    @EventName("campaign.withdrawn.v1")
    record Withdrawn(String campaign, String unit, List<String> ancestors) implements CampaignEvent {}

    /** All that a branch has for it. */
    @EventName("campaign.answered.v1")
    record Answered(String campaign, String unit, List<String> ancestors, List<Met> met) implements CampaignEvent {}

    /** @param on the day of what is on record, or on which it was said */
    record Met(String point, LocalDate on) {}
}
