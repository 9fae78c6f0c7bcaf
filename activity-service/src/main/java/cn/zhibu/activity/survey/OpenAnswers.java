package cn.zhibu.activity.survey;

import static cn.zhibu.activity.survey.SurveyProblem.SLIP_NOT_VALID;

import cn.zhibu.activity.survey.Question.Said;
import cn.zhibu.platform.security.OpenLinks;
import cn.zhibu.platform.security.Seals;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Answers of whoever holds a slip and is nobody by name. A wrong code and a used one are answered alike. One write fills the
 * place of the answer, and nothing is written about the slip: whether it was used is whether its place is filled.
 */
@Component
class OpenAnswers {

    /** What is shown to whoever holds a slip. */
    record Form(Survey survey, Questionnaire questionnaire) {}

    private final Surveys surveys;
    private final Questionnaires questionnaires;
    private final Answers answers;
    private final OpenLinks links;
    private final Seals seals;
    private final Clock clock;

    OpenAnswers(
            Surveys surveys,
            Questionnaires questionnaires,
            Answers answers,
            OpenLinks links,
            Seals seals,
            Clock clock) {
        this.surveys = surveys;
        this.questionnaires = questionnaires;
        this.answers = answers;
        this.links = links;
        this.seals = seals;
        this.clock = clock;
    }

    Mono<Form> form(String code) {
        return links.follow(
                        QuestionnaireService.SLIP,
                        code,
                        (id, hash) -> asking(id)
                                .flatMap(one -> key(one).flatMap(key -> answers.blank(key.placeOf(code)))
                                        .filter(blank -> blank)
                                        .flatMap(blank -> surveys.findById(one.survey()))
                                        .map(survey -> new Form(survey, one))))
                .switchIfEmpty(Mono.error(() -> SLIP_NOT_VALID.of()));
    }

    /** @param sending names this sending: the same one again is the same answer */
    Mono<Void> answer(String code, String sending, List<Said> said) {
        return links.follow(
                        QuestionnaireService.SLIP,
                        code,
                        (id, hash) -> asking(id)
                                .flatMap(one -> key(one).flatMap(key -> answers.fill(
                                        key.placeOf(code),
                                        key.markOf(code, sending),
                                        one.checked(said, false, "/answers")))))
                .filter(kept -> kept)
                .switchIfEmpty(Mono.error(() -> SLIP_NOT_VALID.of()))
                .then();
    }

    private Mono<Questionnaire> asking(String id) {
        return questionnaires.findById(id).doOnNext(one -> one.refuseUnlessAnswered(LocalDate.now(clock)));
    }

    private Mono<SlipKey> key(Questionnaire one) {
        return QuestionnaireService.key(one, seals);
    }
}
