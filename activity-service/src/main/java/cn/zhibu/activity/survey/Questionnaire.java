package cn.zhibu.activity.survey;

import static cn.zhibu.activity.survey.SurveyProblem.*;
import static cn.zhibu.platform.problem.PlatformProblem.INVALID_INPUT;

import cn.zhibu.activity.survey.Question.Said;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.process.problem.FieldFault;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The questions of a survey: written as a draft, answered from its opening until a day, then closed. From the opening on
 * the questions stay as they are.
 *
 * @param keptOn the day on which it was last written as a draft
 * @param asking null while it is a draft
 */
@Document("questionnaires")
@CompoundIndexes({
    @CompoundIndex(name = "former", def = "{'scope.unit': 1, 'keptOn': -1, '_id': -1}"),
    @CompoundIndex(name = "due", def = "{'asking.due': 1}")
})
record Questionnaire(
        @Id String id,
        Scope scope,
        String survey,
        @Nullable String audience,
        List<Question> questions,
        LocalDate keptOn,
        @Nullable Asking asking,
        @Version @Nullable Long version)
        implements Scoped {

    enum State {
        DRAFT,
        OPEN,
        CLOSED
    }

    /**
     * How it is asked and how that ended.
     *
     * @param invited how many were asked to answer
     * @param key with which the place of an answer is found from a slip; gone from the closing on, and with it the way
     * @param due the day after which there is something to be done by itself; null when all is done
     * @param told what was told of the answers; null until that is done
     * @param papers what was typed in
     */
    record Asking(
            LocalDate openedOn,
            LocalDate until,
            int invited,
            @Nullable Sealed key,
            @Nullable LocalDate closedOn,
            @Nullable LocalDate due,
            @Nullable Told told,
            Papers papers) {

        Asking {
            papers = papers == null ? Papers.NONE : papers;
        }

        Asking closed(LocalDate on) {
            return new Asking(openedOn, until, invited, null, on, on.minusDays(1), null, papers.closed());
        }

        Asking told(Told of) {
            return new Asking(openedOn, until, invited, null, closedOn, null, of, papers);
        }

        Asking invited(int now) {
            return new Asking(openedOn, until, now, key, closedOn, due, told, papers);
        }

        Asking papers(Papers now) {
            return new Asking(openedOn, until, invited, key, closedOn, due, told, now);
        }
    }

    /** How many answered in all, and how many of them on paper. */
    record Told(int answered, int papers) {}

    /** One questionnaire a survey. */
    static String idOf(String survey) {
        return UUID.nameUUIDFromBytes(("questionnaire/" + survey).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static Change<Questionnaire> begin(
            Survey survey, @Nullable String audience, List<Question> questions, LocalDate today) {
        if (survey.closedOn() != null) {
            throw SURVEY_CLOSED.of(survey.closedOn());
        }
        var id = idOf(survey.id());
        return new Questionnaire(id, survey.scope(), survey.id(), audience, questions, today, null, null).kept();
    }

    Change<Questionnaire> keep(@Nullable String of, List<Question> asked, LocalDate today) {
        if (asking != null) {
            throw QUESTIONNAIRE_OPENED.of(asking.openedOn());
        }
        return new Questionnaire(id, scope, survey, of, asked, today, null, version).kept();
    }

    private Change<Questionnaire> kept() {
        var faults = new ArrayList<FieldFault>();
        for (int i = 0; i < questions.size(); i++) {
            questions.get(i).fault("/questions/" + i).ifPresent(faults::add);
        }
        if (!faults.isEmpty()) {
            throw INVALID_INPUT.with(faults);
        }
        return Change.of(
                this, new SurveyEvent.QuestionnaireKept(survey, scope.unit(), scope.ancestors(), questions.size()));
    }

    Change<Questionnaire> open(LocalDate today, LocalDate until, int invited, Sealed key) {
        if (asking != null) {
            throw QUESTIONNAIRE_OPENED.of(asking.openedOn());
        }
        if (questions.isEmpty()) {
            throw NOTHING_ASKED.of();
        }
        if (until.isBefore(today)) {
            throw QUESTIONNAIRE_ENDS_BEFORE_TODAY.at("/until", today);
        }
        return Change.of(
                with(new Asking(today, until, invited, key, null, until, null, Papers.NONE)),
                new SurveyEvent.QuestionnaireOpened(
                        survey, scope.unit(), scope.ancestors(), today, until, invited, questions.size()));
    }

    /** @param there slips that are there already */
    Change<Questionnaire> print(int slips, long there, LocalDate today) {
        var now = refuseUnlessAnswered(today);
        if (there + slips > now.invited()) {
            throw SLIPS_MORE_THAN_INVITED.at("/count", now.invited(), there);
        }
        return Change.of(
                with(now), new SurveyEvent.QuestionnairePrinted(survey, scope.unit(), scope.ancestors(), slips));
    }

    /** Slips that nobody has used open nothing any more. */
    Change<Questionnaire> recall(int slips, LocalDate today) {
        return Change.of(
                with(refuseUnlessAnswered(today)),
                new SurveyEvent.QuestionnaireRecalled(survey, scope.unit(), scope.ancestors(), slips));
    }

    /**
     * More were asked than was said at the opening, or fewer.
     *
     * @param slips that are there
     * @param there answers by slip that are there
     */
    Change<Questionnaire> invite(int to, long slips, long there, LocalDate today) {
        var now = refuseUnlessAnswered(today);
        long least = Math.max(slips, there + now.papers().count());
        if (to < least) {
            throw INVITED_FEWER_THAN_ANSWERED.at(
                    "/invited", slips, there + now.papers().count());
        }
        return to == now.invited()
                ? Change.of(this)
                : Change.of(
                        with(now.invited(to)),
                        new SurveyEvent.QuestionnaireInvited(survey, scope.unit(), scope.ancestors(), to));
    }

    /**
     * @param papers the places of what was typed in
     * @param there answers by slip that are there already
     */
    Change<Questionnaire> enter(List<String> papers, long there, LocalDate today) {
        var now = refuseUnlessAnswered(today);
        long answered = there + now.papers().count();
        if (answered + papers.size() > now.invited()) {
            throw ANSWERS_MORE_THAN_INVITED.at("/papers", now.invited(), answered);
        }
        return Change.of(
                with(now.papers(now.papers().with(papers))),
                new SurveyEvent.QuestionnaireEntered(survey, scope.unit(), scope.ancestors(), papers.size()));
    }

    /** @param place of what that paper says now */
    Change<Questionnaire> correct(int paper, String place, String reason, LocalDate today) {
        var now = refuseUnlessAnswered(today);
        return Change.of(
                        with(now.papers(now.papers().replaced(paper, place))),
                        new SurveyEvent.PaperCorrected(survey, scope.unit(), scope.ancestors(), paper))
                .because(reason);
    }

    Change<Questionnaire> withdraw(int paper, String reason, LocalDate today) {
        var now = refuseUnlessAnswered(today);
        return Change.of(
                        with(now.papers(now.papers().without(paper))),
                        new SurveyEvent.PaperWithdrawn(survey, scope.unit(), scope.ancestors(), paper))
                .because(reason);
    }

    Papers papers() {
        return asking == null ? Papers.NONE : asking.papers();
    }

    Change<Questionnaire> close(LocalDate on) {
        if (asking == null) {
            throw QUESTIONNAIRE_NOT_OPEN.of();
        }
        if (asking.closedOn() != null) {
            throw QUESTIONNAIRE_CLOSED.of(asking.closedOn());
        }
        return Change.of(
                with(asking.closed(on)),
                new SurveyEvent.QuestionnaireClosed(survey, scope.unit(), scope.ancestors(), on));
    }

    /** Tells in numbers what came of it, once. */
    Change<Questionnaire> tell(Told of) {
        if (asking == null || asking.closedOn() == null || asking.told() != null) {
            return Change.of(this);
        }
        return Change.of(
                with(asking.told(of)),
                new SurveyEvent.QuestionnaireAnswered(
                        survey,
                        scope.unit(),
                        scope.ancestors(),
                        asking.closedOn(),
                        asking.invited(),
                        of.answered(),
                        of.papers()));
    }

    State state() {
        if (asking == null) {
            return State.DRAFT;
        }
        return asking.closedOn() == null ? State.OPEN : State.CLOSED;
    }

    /** How it is asked, while it is. */
    Asking refuseUnlessAnswered(LocalDate today) {
        if (asking == null) {
            throw QUESTIONNAIRE_NOT_OPEN.of();
        }
        if (asking.closedOn() != null || today.isAfter(asking.until())) {
            throw ANSWERED_TOO_LATE.of(asking.closedOn() == null ? asking.until() : asking.closedOn());
        }
        return asking;
    }

    /** What was said as it is kept: by question, without what says nothing. On paper nothing can be asked for again. */
    List<Said> checked(List<Said> said, boolean paper, String pointer) {
        var by = new HashMap<Integer, Said>();
        var faults = new ArrayList<FieldFault>();
        for (int i = 0; i < said.size(); i++) {
            var one = said.get(i);
            if (one.question() < 1 || one.question() > questions.size() || by.put(one.question(), one) != null) {
                faults.add(FieldFault.of(pointer + "/" + i, "NOT_ASKED"));
            }
        }
        for (int number = 1; number <= questions.size(); number++) {
            var one = by.get(number);
            int at = one == null ? said.size() : said.indexOf(one);
            questions
                    .get(number - 1)
                    .fault(one, pointer + "/" + at)
                    .filter(fault -> !paper || !"REQUIRED".equals(fault.code()))
                    .ifPresent(faults::add);
        }
        if (!faults.isEmpty()) {
            throw INVALID_INPUT.with(faults);
        }
        var kept = by.values().stream().filter(one -> !one.nothing()).toList();
        if (kept.isEmpty()) {
            throw NOTHING_ANSWERED.at(pointer);
        }
        return kept;
    }

    private Questionnaire with(Asking next) {
        return new Questionnaire(id, scope, survey, audience, questions, keptOn, next, version);
    }
}
