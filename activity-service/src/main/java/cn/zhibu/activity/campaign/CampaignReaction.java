package cn.zhibu.activity.campaign;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Subscriptions;
import java.time.LocalDate;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a branch has for a campaign follows what it named: of another day, or not on record any more. */
@Component
class CampaignReaction implements EventConsumer {

    record RecordCorrected(String record, LocalDate date) {}

    record RecordWithdrawn(String record) {}

    record SessionCorrected(String session, LocalDate date) {}

    record SessionWithdrawn(String session) {}

    private final Campaigns campaigns;
    private final Changes changes;

    CampaignReaction(Campaigns campaigns, Changes changes) {
        this.campaigns = campaigns;
        this.changes = changes;
    }

    @Override
    public String name() {
        return "campaign-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("activity.events")
                .on("record.corrected.v1", RecordCorrected.class, (e, r) -> moved(e.record(), e.date()))
                .on("record.withdrawn.v1", RecordWithdrawn.class, (e, r) -> gone(e.record()))
                .on("session.corrected.v1", SessionCorrected.class, (e, r) -> moved(e.session(), e.date()))
                .on("session.withdrawn.v1", SessionWithdrawn.class, (e, r) -> gone(e.session()));
    }

    private Mono<Void> moved(String named, LocalDate day) {
        return each(
                named,
                (campaign, answers) ->
                        day.isBefore(campaign.body().from()) ? answers.without(named) : answers.moved(named, day));
    }

    private Mono<Void> gone(String named) {
        return each(named, (campaign, answers) -> answers.without(named));
    }

    private Mono<Void> each(String named, BiFunction<Campaign, Answers, Change<Answers>> decision) {
        return campaigns
                .naming(named)
                .concatMap(found -> campaigns
                        .findById(found.campaign())
                        .flatMap(campaign -> changes.on(Answers.class, found.id())
                                .decide(answers -> decision.apply(campaign, answers))))
                .then();
    }
}
