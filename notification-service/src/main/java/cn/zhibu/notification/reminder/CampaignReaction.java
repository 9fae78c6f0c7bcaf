package cn.zhibu.notification.reminder;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Unit;
import cn.zhibu.notification.inbox.NoticeService;
import cn.zhibu.notification.inbox.Occasion;
import cn.zhibu.notification.inbox.What;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells the branches of which a new campaign is asked. Who enters for several of them is told once, with the first; a
 * campaign that is over when it is heard of is told to nobody.
 */
@Component
class CampaignReaction implements EventConsumer {

    record Published(String campaign, String unit, LocalDate from, LocalDate until) {}

    record Withdrawn(String campaign) {}

    record Answered(String campaign, String unit, List<Met> met) {}

    record Met(String point) {}

    private final DirectoryService directory;
    private final People people;
    private final Telling telling;
    private final NoticeService notices;
    private final Clock clock;

    CampaignReaction(DirectoryService directory, People people, Telling telling, NoticeService notices, Clock clock) {
        this.directory = directory;
        this.people = people;
        this.telling = telling;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "campaign-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("activity.events")
                .on("campaign.published.v1", Published.class, this::published)
                .on(
                        "campaign.withdrawn.v1",
                        Withdrawn.class,
                        (gone, received) -> notices.settle(gone.campaign(), List.of(What.CAMPAIGN_ASKED)))
                .on("campaign.answered.v1", Answered.class, this::answered);
    }

    private Mono<Void> published(Published asked, Received received) {
        if (asked.until().isBefore(LocalDate.now(clock))) {
            return Mono.empty();
        }
        return directory
                .below(asked.unit())
                .flatMapMany(units -> Flux.fromStream(units.stream()
                        .filter(unit -> unit.isBranch() && unit.openOn(asked.from()))
                        .sorted(Comparator.comparing(Unit::id))))
                .concatMap(branch -> people.branch(branch.scope()).map(accounts -> Map.entry(branch.scope(), accounts)))
                .collect(
                        TreeMap<String, Scope>::new,
                        (first, entering) ->
                                entering.getValue().forEach(account -> first.putIfAbsent(account, entering.getKey())))
                .flatMapMany(first -> Flux.fromIterable(first.entrySet()))
                .concatMap(one -> telling.tell(occasion(asked, one.getValue(), received), List.of(one.getKey())))
                .then();
    }

    /** Whoever has given something for it knows of it. */
    private Mono<Void> answered(Answered answered, Received received) {
        return answered.met().isEmpty()
                ? Mono.empty()
                : notices.settle(
                        What.CAMPAIGN_ASKED,
                        answered.unit(),
                        line -> line.subject().equals(answered.campaign()));
    }

    private static Occasion occasion(Published asked, Scope branch, Received received) {
        return new Occasion(
                Command.nameOf(What.CAMPAIGN_ASKED.name(), asked.campaign()),
                What.CAMPAIGN_ASKED,
                asked.campaign(),
                branch,
                asked.until().getYear(),
                List.of(),
                asked.until(),
                received.time());
    }
}
