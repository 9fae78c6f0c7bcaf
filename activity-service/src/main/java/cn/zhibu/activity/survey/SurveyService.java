package cn.zhibu.activity.survey;

import static cn.zhibu.activity.survey.SurveyProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for surveys. */
@Service
public class SurveyService {

    /** A survey with the number of its opinions: raised in all, rectified (confirmed or not), confirmed. */
    record Counted(Survey survey, long opinions, long rectified, long confirmed) {}

    private static final Set<Opinion.Status> COUNTED = EnumSet.complementOf(EnumSet.of(Opinion.Status.WITHDRAWN));
    private static final Sort NEWEST = Sort.by(Sort.Order.desc("opensOn"), Sort.Order.desc("id"));
    private static final PageRequest LATEST =
            PageRequest.of(0, 1, Sort.by(Sort.Order.desc("raisedOn"), Sort.Order.desc("id")));

    private final Surveys surveys;
    private final Opinions opinions;
    private final Questionnaires questionnaires;
    private final RosterService roster;
    private final Changes changes;
    private final Listing<Survey> list;

    SurveyService(
            Surveys surveys,
            Opinions opinions,
            Questionnaires questionnaires,
            RosterService roster,
            Changes changes,
            ReactiveMongoTemplate mongo) {
        this.surveys = surveys;
        this.opinions = opinions;
        this.questionnaires = questionnaires;
        this.roster = roster;
        this.changes = changes;
        this.list = new Listing<>(mongo, Survey.class, NEWEST);
    }

    Mono<Counted> open(
            String unit,
            String title,
            @Nullable String question,
            LocalDate opensOn,
            @Nullable LocalDate closesOn,
            Caller caller) {
        return roster.place(unit, ENTER, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> SURVEY_BRANCH_NOT_FOUND.at("/unit", unit)))
                .filter(place -> place.openOn(opensOn))
                .switchIfEmpty(Mono.error(() -> SURVEY_BRANCH_CLOSED.at("/opensOn")))
                .zipWith(changes.newId())
                .map(both -> Survey.open(both.getT2(), both.getT1().scope(), title, question, opensOn, closesOn))
                .flatMap(changes::save)
                .flatMap(this::counted);
    }

    Mono<Counted> close(String id, LocalDate on, Caller caller) {
        return changes.on(Survey.class, id)
                .visible(survey -> caller.may(ENTER, survey.scope()), () -> SURVEY_NOT_FOUND.of(id))
                .decideWith(survey -> roster.refuseUnlessOpen(
                                survey.scope(), on, caller, () -> SURVEY_BRANCH_CLOSED.at("/on"))
                        .then(refuseWhileAsked(id))
                        .thenMany(opinions.findOf(id, COUNTED, LATEST))
                        .next()
                        .map(opinion -> survey.close(on, opinion.raisedOn()))
                        .switchIfEmpty(Mono.fromCallable(() -> survey.close(on, null))))
                .flatMap(this::counted);
    }

    /** Its questions are closed first, so that nobody's slip ends without a word. */
    private Mono<Void> refuseWhileAsked(String id) {
        return questionnaires
                .findById(Questionnaire.idOf(id))
                .filter(one -> one.state() == Questionnaire.State.OPEN)
                .flatMap(open -> Mono.error(() -> SURVEY_STILL_ASKS.of()));
    }

    Mono<Counted> one(String id, Caller caller) {
        return surveys.findById(id)
                .filter(survey -> caller.may(READ, survey.scope()))
                .switchIfEmpty(Mono.error(() -> SURVEY_NOT_FOUND.of(id)))
                .flatMap(this::counted);
    }

    /** Whose a survey is, for what names it; nothing where there is none for this caller. */
    public Mono<String> branchOf(String id, Caller caller) {
        return surveys.findById(id)
                .filter(survey -> caller.may(READ, survey.scope()))
                .map(survey -> survey.scope().unit());
    }

    Mono<Page<Counted>> list(@Nullable String unit, PageQuery query, Caller caller) {
        return roster.reach(unit, caller)
                .flatMap(reach -> list.page(Criteria.where("scope.ancestors").in(reach), query))
                .flatMap(page -> Flux.fromIterable(page.items())
                        .concatMap(this::counted)
                        .collectList()
                        .map(page::with));
    }

    private Mono<Counted> counted(Survey survey) {
        return Mono.zip(
                        opinions.countOf(survey.id(), COUNTED),
                        opinions.countOf(survey.id(), EnumSet.of(Opinion.Status.RECTIFIED, Opinion.Status.CONFIRMED)),
                        opinions.countOf(survey.id(), EnumSet.of(Opinion.Status.CONFIRMED)))
                .map(counts -> new Counted(survey, counts.getT1(), counts.getT2(), counts.getT3()));
    }
}
