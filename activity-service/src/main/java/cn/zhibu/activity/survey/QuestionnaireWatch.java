package cn.zhibu.activity.survey;

import cn.zhibu.activity.survey.Questionnaire.State;
import cn.zhibu.activity.survey.Questionnaire.Told;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Closes questionnaires whose day is over, and brings to its end what is closed: also after a crash. */
@Component
class QuestionnaireWatch implements Job {

    private final Questionnaires questionnaires;
    private final Answers answers;
    private final Changes changes;
    private final Clock clock;

    QuestionnaireWatch(Questionnaires questionnaires, Answers answers, Changes changes, Clock clock) {
        this.questionnaires = questionnaires;
        this.answers = answers;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Instant> round() {
        var today = LocalDate.now(clock);
        return questionnaires
                .findOver(today)
                .concatMap(found -> changes.on(Questionnaire.class, found.id())
                        .decide(now -> now.state() == State.OPEN
                                ? now.close(Objects.requireNonNull(now.asking()).until())
                                : Change.of(now)))
                .concatMap(this::end)
                .then(questionnaires.findDue(today, PageRequest.of(0, 1)).next())
                .mapNotNull(Questionnaire::asking)
                .mapNotNull(Questionnaire.Asking::due)
                .map(day -> OpinionWatch.over(day, clock));
    }

    /** The places that nobody filled go first, so that what is counted then stays. */
    private Mono<Questionnaire> end(Questionnaire closed) {
        if (closed.state() != State.CLOSED) {
            return Mono.just(closed);
        }
        var papers = closed.papers();
        return answers.clear(closed.id())
                .then(answers.dropOthers(closed.id(), papers.places()))
                .then(Mono.defer(() -> answers.count(closed.id(), Answer.State.GIVEN, false)))
                .map(given -> new Told(given.intValue() + papers.count(), papers.count()))
                .flatMap(told -> changes.on(Questionnaire.class, closed.id()).decide(now -> now.tell(told)));
    }
}
