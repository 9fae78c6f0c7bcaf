package cn.zhibu.activity.survey;

import static cn.zhibu.activity.survey.SurveyProblem.SURVEY_CLOSED;
import static cn.zhibu.activity.survey.SurveyProblem.SURVEY_ENDS_BEFORE_IT_OPENS;
import static cn.zhibu.activity.survey.SurveyProblem.SURVEY_ENDS_BEFORE_OPINION;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** A survey of opinions that a branch holds on paper or by word of mouth. */
@Document("surveys")
@CompoundIndex(name = "newest", def = "{'scope.ancestors': 1, 'opensOn': -1, '_id': -1}")
record Survey(
        @Id String id,
        Scope scope,
        String title,
        @Nullable String question,
        LocalDate opensOn,
        @Nullable LocalDate closesOn,
        @Nullable LocalDate closedOn,
        @Version @Nullable Long version)
        implements Scoped {

    static Change<Survey> open(
            String id,
            Scope branch,
            String title,
            @Nullable String question,
            LocalDate opensOn,
            @Nullable LocalDate closesOn) {
        if (closesOn != null && closesOn.isBefore(opensOn)) {
            throw SURVEY_ENDS_BEFORE_IT_OPENS.at("/closesOn", opensOn);
        }
        return Change.of(
                new Survey(id, branch, title, question, opensOn, closesOn, null, null),
                new SurveyEvent.Opened(id, branch.unit(), branch.ancestors(), opensOn));
    }

    /** @param last the day of its latest opinion; null when it has none */
    Change<Survey> close(LocalDate on, @Nullable LocalDate last) {
        if (closedOn != null) {
            throw SURVEY_CLOSED.of(closedOn);
        }
        if (on.isBefore(opensOn)) {
            throw SURVEY_ENDS_BEFORE_IT_OPENS.at("/on", opensOn);
        }
        if (last != null && on.isBefore(last)) {
            throw SURVEY_ENDS_BEFORE_OPINION.at("/on", last);
        }
        return Change.of(
                new Survey(id, scope, title, question, opensOn, closesOn, on, version),
                new SurveyEvent.Closed(id, scope.unit(), scope.ancestors(), on));
    }
}
