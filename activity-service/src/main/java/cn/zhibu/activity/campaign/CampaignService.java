package cn.zhibu.activity.campaign;

import static cn.zhibu.activity.campaign.CampaignProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;
import static cn.zhibu.platform.security.Capability.REVIEW;

import cn.zhibu.activity.campaign.Answers.Answer;
import cn.zhibu.activity.campaign.Campaign.Body;
import cn.zhibu.activity.campaign.Campaign.Point;
import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.record.RecordService;
import cn.zhibu.activity.roster.Place;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.activity.session.SessionService;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for campaigns and what branches have for them. */
@Service
class CampaignService {

    /** What is named as an answer, one of the three. */
    record Named(
            @Nullable String record,
            @Nullable String session,
            @Nullable String sentence) {}

    /** A campaign as a branch sees it. */
    record Board(Campaign campaign, Answers answers) {}

    private final Campaigns campaigns;
    private final RosterService roster;
    private final RecordService records;
    private final SessionService sessions;
    private final Changes changes;
    private final Clock clock;

    CampaignService(
            Campaigns campaigns,
            RosterService roster,
            RecordService records,
            SessionService sessions,
            Changes changes,
            Clock clock) {
        this.campaigns = campaigns;
        this.roster = roster;
        this.records = records;
        this.sessions = sessions;
        this.changes = changes;
        this.clock = clock;
    }

    /** @param body made with the ids of its points, which are named after the campaign */
    Mono<Campaign> publish(String unit, Function<String, Body> body, Caller caller) {
        return roster.place(unit, REVIEW, caller)
                .filter(place -> !"BRANCH".equals(place.kind()) && !"GROUP".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> CAMPAIGN_UNIT_NOT_FOUND.at("/unit", unit)))
                .flatMap(place ->
                        changes.newId().map(id -> Campaign.publish(id, place.scope(), body.apply(id), by(caller))))
                .flatMap(changes::save);
    }

    Mono<Campaign> extend(String id, LocalDate until, String reason, Caller caller) {
        return reviewing(id, caller).decide(campaign -> campaign.extend(until, reason, by(caller)));
    }

    Mono<Campaign> withdraw(String id, String reason, Caller caller) {
        return reviewing(id, caller).decide(campaign -> campaign.withdraw(reason));
    }

    /** What is asked of a unit, by itself or by those above it. */
    Mono<Page<Campaign>> list(String unit, PageQuery query, Caller caller) {
        return roster.place(unit, READ, caller)
                .switchIfEmpty(Mono.error(() -> CAMPAIGN_UNIT_NOT_FOUND.of(unit)))
                .flatMap(place -> campaigns.askedBy(place.scope().ancestors(), query));
    }

    /** A campaign as it is asked of a unit at which one reads, with what that has for it. */
    Mono<Board> board(String id, String unit, Caller caller) {
        return asked(id, unit, caller)
                .flatMap(campaign -> campaigns
                        .answers(id, List.of(unit))
                        .next()
                        .defaultIfEmpty(Answers.none(name(id, unit), campaign.scope(), id))
                        .map(answers -> new Board(campaign, answers)));
    }

    /** What each of these branches has for it; those that have nothing, or are beyond one's grants, are left out. */
    Mono<List<Answers>> answers(String id, List<String> units, Caller caller) {
        return campaigns
                .answers(id, units)
                .filter(answers -> caller.may(READ, answers.scope()))
                .collectList();
    }

    /** Named is what is on record; what is on record nowhere is said. */
    Mono<Board> give(String id, String unit, String point, Named named, Caller caller) {
        return entering(id, unit, caller)
                .flatMap(place -> asked(id, unit, caller).flatMap(campaign -> {
                    campaign.refuseIfWithdrawn();
                    var wanted = campaign.point(point);
                    return Mono.zip(changes.newId(), day(campaign, wanted, unit, named, caller))
                            .map(both -> new Answer(
                                    both.getT1(),
                                    point,
                                    both.getT2(),
                                    named.record(),
                                    named.session(),
                                    named.sentence(),
                                    by(caller)))
                            .flatMap(answer -> decided(
                                    Answers.none(name(id, unit), place.scope(), id), answers -> answers.give(answer)))
                            .map(answers -> new Board(campaign, answers));
                }));
    }

    Mono<Board> takeBack(String id, String unit, String answer, String reason, Caller caller) {
        return entering(id, unit, caller)
                .flatMap(place -> asked(id, unit, caller))
                .flatMap(campaign -> changes.on(Answers.class, name(id, unit))
                        .decide(answers -> answers.takeBack(answer, reason))
                        .switchIfEmpty(Mono.error(() -> CAMPAIGN_ANSWER_TAKEN_BACK.of(answer)))
                        .map(answers -> new Board(campaign, answers)));
    }

    /** The day of what is named, which is the branch's, of that kind, and not of before the campaign. */
    private Mono<LocalDate> day(Campaign campaign, Point point, String unit, Named named, Caller caller) {
        var today = Mono.just(by(caller).day());
        var record = named.record();
        var session = named.session();
        var day = record != null
                ? records.noted(record, caller)
                        .filter(one -> one.unit().equals(unit) && one.kind().equals(point.kind()))
                        .map(one -> one.date())
                : session != null
                        ? sessions.held(session, caller)
                                .filter(one -> one.unit().equals(unit)
                                        && point.form() != null
                                        && one.forms().contains(point.form()))
                                .map(one -> one.date())
                        : named.sentence() == null ? Mono.<LocalDate>empty() : today;
        return day.filter(on -> !on.isBefore(campaign.body().from()))
                .switchIfEmpty(Mono.error(() -> NOT_AN_ANSWER_TO_THIS.at(pointer(named))));
    }

    private static String pointer(Named named) {
        return named.record() != null ? "/record" : named.session() != null ? "/session" : "/sentence";
    }

    /** A branch that was closed before is not asked; one that was opened later is. */
    private Mono<Place> entering(String id, String unit, Caller caller) {
        return roster.place(unit, ENTER, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> CAMPAIGN_UNIT_NOT_FOUND.at("/unit", unit)))
                .filterWhen(place -> campaigns
                        .findById(id)
                        .map(campaign -> place.openOn(campaign.body().from())))
                .switchIfEmpty(Mono.error(() -> CAMPAIGN_NOT_ASKED_OF.of()));
    }

    private Mono<Campaign> asked(String id, String unit, Caller caller) {
        return Mono.zip(campaigns.findById(id), roster.place(unit, READ, caller))
                .filter(both -> both.getT2()
                        .scope()
                        .ancestors()
                        .contains(both.getT1().scope().unit()))
                .map(both -> both.getT1())
                .switchIfEmpty(Mono.error(() -> CAMPAIGN_NOT_FOUND.of(id)));
    }

    private Acting<Campaign> reviewing(String id, Caller caller) {
        return changes.on(Campaign.class, id)
                .visible(campaign -> caller.may(REVIEW, campaign.scope()), () -> CAMPAIGN_NOT_FOUND.of(id));
    }

    private Mono<Answers> decided(Answers none, Function<Answers, Change<Answers>> decision) {
        return changes.on(Answers.class, none.id()).decideOr(decision, () -> Mono.just(decision.apply(none)));
    }

    private static String name(String campaign, String unit) {
        return Command.nameOf("campaign", campaign, unit);
    }

    private Entry by(Caller caller) {
        return new Entry(clock.instant(), caller.account());
    }
}
