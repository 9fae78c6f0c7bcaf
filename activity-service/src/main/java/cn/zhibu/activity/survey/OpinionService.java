package cn.zhibu.activity.survey;

import static cn.zhibu.activity.survey.SurveyProblem.OPINION_NOT_FOUND;
import static cn.zhibu.activity.survey.SurveyProblem.SURVEY_BRANCH_CLOSED;
import static cn.zhibu.activity.survey.SurveyProblem.SURVEY_NOT_FOUND;
import static cn.zhibu.platform.problem.PlatformProblem.INVALID_INPUT;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.evidence.EvidenceService;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.job.Wakes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Seals;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.process.problem.FieldFault;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for opinions. Their words are for the branch alone; above it they are numbers and categories. */
@Service
class OpinionService {

    /** An opinion with its words, for those who may read them. */
    record Shown(Opinion opinion, @Nullable String text) {}

    private static final Sort DUE = Sort.by(Sort.Order.asc("charge.due"), Sort.Order.asc("id"));
    private static final Sort ORDER = Sort.by(Sort.Order.desc("raisedOn"), Sort.Order.desc("id"));

    private final Opinions opinions;
    private final Surveys surveys;
    private final Listing<Opinion> list;
    private final Listing<Opinion> overdue;
    private final RosterService roster;
    private final EvidenceService evidence;
    private final Seals seals;
    private final Changes changes;
    private final Wakes wakes;
    private final Clock clock;

    OpinionService(
            Opinions opinions,
            Surveys surveys,
            ReactiveMongoTemplate mongo,
            RosterService roster,
            EvidenceService evidence,
            Seals seals,
            Changes changes,
            Wakes wakes,
            Clock clock) {
        this.opinions = opinions;
        this.surveys = surveys;
        this.list = new Listing<>(mongo, Opinion.class, ORDER);
        this.overdue = new Listing<>(mongo, Opinion.class, DUE);
        this.roster = roster;
        this.evidence = evidence;
        this.seals = seals;
        this.changes = changes;
        this.wakes = wakes;
        this.clock = clock;
    }

    Mono<Shown> raise(String survey, String text, String category, LocalDate on, Opinion.Charge charge, Caller caller) {
        return surveys.findById(survey)
                .filter(found -> caller.may(ENTER, found.scope()))
                .switchIfEmpty(Mono.error(() -> SURVEY_NOT_FOUND.of(survey)))
                .delayUntil(found -> open(found.scope(), on, "/date", caller))
                .delayUntil(found -> knows(found.scope(), charge, caller))
                .flatMap(found -> changes.newId()
                        .flatMap(id -> seals.seal(text, place(id))
                                .map(closed -> Opinion.raise(
                                        id, found, closed, category, on, charge.nothing() ? null : charge))))
                .flatMap(changes::save)
                .delayUntil(this::watched)
                .flatMap(opinion -> shown(opinion, caller));
    }

    Mono<Shown> assign(String id, Opinion.Charge charge, Caller caller) {
        return writing(id, caller)
                .decideWith(opinion ->
                        knows(opinion.scope(), charge, caller).then(Mono.fromCallable(() -> opinion.assign(charge))))
                .delayUntil(this::watched)
                .flatMap(opinion -> shown(opinion, caller));
    }

    /** A member of the branch, as it is today, or a post; never both. */
    private Mono<Void> knows(Scope scope, Opinion.Charge charge, Caller caller) {
        var member = charge.member();
        if (member == null) {
            return Mono.empty();
        }
        if (charge.post() != null) {
            return Mono.error(() -> INVALID_INPUT.with(List.of(FieldFault.of("/post", "NOT_ASKED"))));
        }
        return roster.shape(scope.unit(), caller)
                .filter(shape -> shape.membersOn(LocalDate.now(clock)).contains(member))
                .switchIfEmpty(Mono.error(
                        () -> INVALID_INPUT.with(List.of(FieldFault.of("/member", "NOT_OF_THIS_BRANCH_THEN")))))
                .then();
    }

    private Mono<Void> watched(Opinion opinion) {
        var charge = opinion.charge();
        return charge == null || charge.untold() == null
                ? Mono.empty()
                : wakes.wake(OpinionWatch.class, OpinionWatch.over(charge.untold(), clock));
    }

    /** Those whose day is over and about which nothing was done, longest first. */
    Mono<Page<Shown>> overdue(@Nullable String unit, PageQuery query, Caller caller) {
        var late = Criteria.where("charge.due").lt(LocalDate.now(clock));
        return roster.reach(unit, caller)
                .flatMap(reach -> overdue.page(
                        new Criteria()
                                .andOperator(
                                        Criteria.where("scope.ancestors").in(reach),
                                        late,
                                        Criteria.where("status").is(Opinion.Status.RAISED)),
                        query))
                .flatMap(page -> shown(page, caller));
    }

    Mono<Shown> rectify(String id, Opinion.Rectification done, Caller caller) {
        return writing(id, caller)
                .decideWith(opinion -> open(opinion.scope(), done.on(), "/on", caller)
                        .then(evidence.hold(done.files(), opinion.scope().unit(), "opinions/" + id, caller))
                        .map(held -> opinion.rectify(done.with(held))))
                .flatMap(opinion -> shown(opinion, caller));
    }

    Mono<Shown> confirm(String id, LocalDate on, Caller caller) {
        return writing(id, caller)
                .decideWith(opinion ->
                        open(opinion.scope(), on, "/on", caller).then(Mono.fromCallable(() -> opinion.confirm(on))))
                .flatMap(opinion -> shown(opinion, caller));
    }

    Mono<Shown> withdraw(String id, String reason, Caller caller) {
        return writing(id, caller)
                .decide(opinion -> opinion.withdraw(reason))
                .flatMap(opinion -> shown(opinion, caller));
    }

    Mono<Shown> one(String id, Caller caller) {
        return opinions.findById(id)
                .filter(opinion -> caller.may(READ, opinion.scope()))
                .switchIfEmpty(Mono.error(() -> OPINION_NOT_FOUND.of(id)))
                .flatMap(opinion -> shown(opinion, caller));
    }

    Mono<Page<Shown>> list(
            @Nullable String unit,
            @Nullable String survey,
            Opinion.@Nullable Status status,
            PageQuery query,
            Caller caller) {
        var states = status == null ? EnumSet.complementOf(EnumSet.of(Opinion.Status.WITHDRAWN)) : EnumSet.of(status);
        var state = Criteria.where("status").in(states);
        if (survey != null) {
            return surveys.findById(survey)
                    .filter(found -> caller.may(READ, found.scope()))
                    .switchIfEmpty(Mono.error(() -> SURVEY_NOT_FOUND.of(survey)))
                    .flatMap(found -> page(Criteria.where("survey").is(survey), state, query, caller));
        }
        return roster.reach(unit, caller)
                .flatMap(reach -> page(Criteria.where("scope.ancestors").in(reach), state, query, caller));
    }

    private Mono<Page<Shown>> page(Criteria whose, Criteria state, PageQuery query, Caller caller) {
        return list.page(new Criteria().andOperator(whose, state), query).flatMap(page -> shown(page, caller));
    }

    private Mono<Page<Shown>> shown(Page<Opinion> page, Caller caller) {
        return Flux.fromIterable(page.items())
                .concatMap(opinion -> shown(opinion, caller))
                .collectList()
                .map(page::with);
    }

    private Mono<Void> open(Scope scope, LocalDate day, String pointer, Caller caller) {
        return roster.refuseUnlessOpen(scope, day, caller, () -> SURVEY_BRANCH_CLOSED.at(pointer));
    }

    private Acting<Opinion> writing(String id, Caller caller) {
        return changes.on(Opinion.class, id)
                .visible(opinion -> caller.may(ENTER, opinion.scope()), () -> OPINION_NOT_FOUND.of(id));
    }

    private static SealPlace place(String id) {
        return new SealPlace("opinion.text", id);
    }

    private Mono<Shown> shown(Opinion opinion, Caller caller) {
        return caller.may(ENTER, opinion.scope())
                ? seals.open(opinion.text(), place(opinion.id())).map(text -> new Shown(opinion, text))
                : Mono.just(new Shown(opinion, null));
    }
}
