package cn.zhibu.activity.survey;

import static cn.zhibu.activity.survey.SurveyProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.survey.Question.Said;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.job.Wakes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.OpenLinks;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Seals;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for the questions of a survey. */
@Service
class QuestionnaireService {

    static final String SLIP = "survey-slip";

    /** A questionnaire with its counts; null where a survey has none yet. */
    record Shown(Survey survey, @Nullable Questionnaire questionnaire, Counts counts) {}

    /** Slips made and not recalled, answers by slip, answers on paper. */
    record Counts(int slips, int answers, int papers) {}

    private final Surveys surveys;
    private final Questionnaires questionnaires;
    private final Answers answers;
    private final OpenLinks links;
    private final Seals seals;
    private final Changes changes;
    private final Wakes wakes;
    private final Clock clock;

    QuestionnaireService(
            Surveys surveys,
            Questionnaires questionnaires,
            Answers answers,
            OpenLinks links,
            Seals seals,
            Changes changes,
            Wakes wakes,
            Clock clock) {
        this.surveys = surveys;
        this.questionnaires = questionnaires;
        this.answers = answers;
        this.links = links;
        this.seals = seals;
        this.changes = changes;
        this.wakes = wakes;
        this.clock = clock;
    }

    Mono<Shown> one(String survey, Caller caller) {
        return seen(survey, caller)
                .flatMap(found -> questionnaires
                        .findById(Questionnaire.idOf(survey))
                        .flatMap(this::shown)
                        .switchIfEmpty(Mono.fromSupplier(() -> new Shown(found, null, new Counts(0, 0, 0)))));
    }

    /** The last one of the same branch, to be copied. */
    Mono<Questionnaire> former(String survey, Caller caller) {
        return entered(survey, caller)
                .flatMap(found -> questionnaires
                        .findLast(found.scope().unit(), PageRequest.of(0, 2))
                        .filter(one -> !one.survey().equals(survey))
                        .next())
                .switchIfEmpty(Mono.error(() -> NO_FORMER_QUESTIONNAIRE.of()));
    }

    Mono<Shown> keep(String survey, @Nullable String audience, List<Question> questions, Caller caller) {
        var today = LocalDate.now(clock);
        return entered(survey, caller)
                .flatMap(found -> questionnaires
                        .findById(Questionnaire.idOf(survey))
                        .flatMap(there -> deciding(
                                survey, caller, one -> Mono.fromCallable(() -> one.keep(audience, questions, today))))
                        .switchIfEmpty(
                                Mono.defer(() -> changes.save(Questionnaire.begin(found, audience, questions, today)))))
                .flatMap(this::shown);
    }

    Mono<Shown> open(String survey, LocalDate until, int invited, Caller caller) {
        var today = LocalDate.now(clock);
        return entered(survey, caller)
                .doOnNext(found -> {
                    if (found.closedOn() != null) {
                        throw SURVEY_CLOSED.of(found.closedOn());
                    }
                })
                .then(deciding(
                        survey,
                        caller,
                        one -> seals.seal(SlipKey.random().key(), keyOf(one))
                                .map(key -> one.open(today, until, invited, key))))
                .delayUntil(one -> wakes.wake(QuestionnaireWatch.class, OpinionWatch.over(until, clock)))
                .flatMap(this::shown);
    }

    /** Slips, shown this once; who lost them before printing recalls them and makes others. */
    Mono<List<String>> print(String survey, int count, Caller caller) {
        var codes = new AtomicReference<List<String>>();
        var today = LocalDate.now(clock);
        return deciding(
                        survey,
                        caller,
                        one -> slips(one.id())
                                .map(there -> one.print(count, there, today))
                                .delayUntil(change -> made(one, count).doOnNext(codes::set)))
                .flatMap(one -> Mono.justOrEmpty(codes.get()).switchIfEmpty(Mono.error(() -> SLIPS_SHOWN.of())));
    }

    private Mono<List<String>> made(Questionnaire one, int count) {
        return key(one, seals)
                .flatMap(key -> links.issue(SLIP, one.id(), count)
                        .delayUntil(codes -> answers.lay(
                                one.id(), codes.stream().map(key::placeOf).toList())));
    }

    Mono<Shown> recall(String survey, Caller caller) {
        var today = LocalDate.now(clock);
        return deciding(
                        survey,
                        caller,
                        one -> Mono.fromRunnable(() -> one.refuseUnlessAnswered(today))
                                .then(answers.clear(one.id()))
                                .map(gone -> one.recall(gone, today)))
                .flatMap(this::shown);
    }

    /** What came on paper. */
    Mono<Shown> enter(String survey, List<List<Said>> papers, Caller caller) {
        var today = LocalDate.now(clock);
        return deciding(
                        survey,
                        caller,
                        one -> Mono.zip(changes.newId(), given(one.id())).flatMap(both -> {
                            var places = Answers.places(both.getT1(), papers.size());
                            var change = one.enter(places, both.getT2(), today);
                            return answers.keep(one.id(), places, checked(one, papers, "/papers/%d/answers"))
                                    .thenReturn(change);
                        }))
                .flatMap(this::shown);
    }

    /** A paper is typed in anew; what was typed in before is shown to nobody. */
    Mono<Shown> correct(String survey, int paper, List<Said> said, String reason, Caller caller) {
        var today = LocalDate.now(clock);
        return replacing(
                survey,
                paper,
                caller,
                one -> changes.newId().flatMap(batch -> {
                    var places = Answers.places(batch, 1);
                    var change = one.correct(paper, places.get(0), reason, today);
                    return answers.keep(one.id(), places, checked(one, List.of(said), "/answers"))
                            .thenReturn(change);
                }));
    }

    Mono<Shown> withdraw(String survey, int paper, String reason, Caller caller) {
        var today = LocalDate.now(clock);
        return replacing(survey, paper, caller, one -> Mono.fromCallable(() -> one.withdraw(paper, reason, today)));
    }

    /** What does not count any more goes after the decision; what a crash leaves of it, with the closing. */
    private Mono<Shown> replacing(
            String survey, int paper, Caller caller, Function<Questionnaire, Mono<Change<Questionnaire>>> decision) {
        var before = new AtomicReference<String>();
        return deciding(
                        survey,
                        caller,
                        one -> decision.apply(one)
                                .doOnNext(change -> before.set(one.papers().place(paper))))
                .delayUntil(one -> Mono.justOrEmpty(before.get()).flatMap(answers::drop))
                .flatMap(this::shown);
    }

    /** How many are asked, after the opening. */
    Mono<Shown> invite(String survey, int invited, Caller caller) {
        var today = LocalDate.now(clock);
        return deciding(
                        survey,
                        caller,
                        one -> Mono.zip(slips(one.id()), given(one.id()))
                                .map(both -> one.invite(invited, both.getT1(), both.getT2(), today)))
                .flatMap(this::shown);
    }

    /** @param pointer to the answers of a paper, by its place in the list */
    private static List<List<Said>> checked(Questionnaire one, List<List<Said>> papers, String pointer) {
        var all = new ArrayList<List<Said>>();
        for (int i = 0; i < papers.size(); i++) {
            all.add(one.checked(papers.get(i), true, pointer.formatted(i)));
        }
        return all;
    }

    /** The rest of it, which is not the caller's, is done at once by the watch. */
    Mono<Shown> close(String survey, Caller caller) {
        return deciding(survey, caller, one -> Mono.fromCallable(() -> one.close(LocalDate.now(clock))))
                .delayUntil(one -> wakes.wake(QuestionnaireWatch.class, clock.instant()))
                .flatMap(this::shown);
    }

    /** What people wrote is for the branch alone. */
    Mono<Results> results(String survey, Caller caller) {
        return seen(survey, caller)
                .flatMap(found -> questionnaires
                        .findById(Questionnaire.idOf(survey))
                        .flatMap(one -> answers.said(one.id(), one.papers().places())
                                .collectList()
                                .map(all -> Results.of(one, all)))
                        .map(results -> caller.may(ENTER, found.scope()) ? results : results.withoutTexts())
                        .defaultIfEmpty(new Results(0, List.of())));
    }

    static Mono<SlipKey> key(Questionnaire one, Seals seals) {
        return Mono.justOrEmpty(one.asking())
                .mapNotNull(Questionnaire.Asking::key)
                .flatMap(closed -> seals.open(closed, keyOf(one)))
                .map(SlipKey::new);
    }

    private static SealPlace keyOf(Questionnaire one) {
        return new SealPlace("questionnaire.key", one.id());
    }

    private Mono<Survey> seen(String survey, Caller caller) {
        return surveys.findById(survey)
                .filter(found -> caller.may(READ, found.scope()))
                .switchIfEmpty(Mono.error(() -> SURVEY_NOT_FOUND.of(survey)));
    }

    private Mono<Survey> entered(String survey, Caller caller) {
        return surveys.findById(survey)
                .filter(found -> caller.may(ENTER, found.scope()))
                .switchIfEmpty(Mono.error(() -> SURVEY_NOT_FOUND.of(survey)));
    }

    /** Takes a decision on the questions of a survey that is the caller's to write. */
    private Mono<Questionnaire> deciding(
            String survey, Caller caller, Function<Questionnaire, Mono<Change<Questionnaire>>> decision) {
        return entered(survey, caller)
                .then(changes.on(Questionnaire.class, Questionnaire.idOf(survey))
                        .visible(one -> true, () -> NOTHING_ASKED.of())
                        .decideWith(decision));
    }

    private Mono<Long> slips(String id) {
        return answers.count(id, Answer.State.BLANK, false)
                .zipWith(answers.count(id, Answer.State.GIVEN, false), Long::sum);
    }

    /** Answers by slip. */
    private Mono<Long> given(String id) {
        return answers.count(id, Answer.State.GIVEN, false);
    }

    private Mono<Shown> shown(Questionnaire one) {
        return Mono.zip(surveys.findById(one.survey()), slips(one.id()), given(one.id()))
                .map(all -> new Shown(
                        all.getT1(),
                        one,
                        new Counts(
                                all.getT2().intValue(),
                                all.getT3().intValue(),
                                one.papers().count())));
    }
}
