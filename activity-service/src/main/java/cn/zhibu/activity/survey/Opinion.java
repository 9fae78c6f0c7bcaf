package cn.zhibu.activity.survey;

import static cn.zhibu.activity.survey.SurveyProblem.*;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.security.Sealed;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An opinion on its way: raised, rectified by a measure, confirmed by whoever raised it. Without a name.
 *
 * @param text sealed: what people wrote stays with the branch
 */
@Document("opinions")
@CompoundIndexes({
    @CompoundIndex(name = "reach", def = "{'scope.ancestors': 1, 'raisedOn': -1}"),
    @CompoundIndex(name = "survey", def = "{'survey': 1}")
})
record Opinion(
        @Id String id,
        Scope scope,
        String survey,
        Sealed text,
        String category,
        LocalDate raisedOn,
        Status status,
        @Nullable Rectification rectification,
        @Version @Nullable Long version)
        implements Scoped {

    enum Status {
        RAISED,
        RECTIFIED,
        CONFIRMED,
        WITHDRAWN
    }

    /** What was done about it, and when it was confirmed; with the ids of attached files. */
    record Rectification(
            String action,
            LocalDate on,
            @Nullable LocalDate confirmedOn,
            @Nullable List<String> evidence) {

        List<String> files() {
            return evidence == null ? List.of() : evidence;
        }
    }

    static Change<Opinion> raise(String id, Survey survey, Sealed text, String category, LocalDate on) {
        if (on.isBefore(survey.opensOn())) {
            throw OPINION_BEFORE_SURVEY.at("/date", survey.opensOn());
        }
        var scope = survey.scope();
        return Change.of(
                new Opinion(id, scope, survey.id(), text, category, on, Status.RAISED, null, null),
                new SurveyEvent.OpinionRaised(id, survey.id(), scope.unit(), scope.ancestors(), on, category));
    }

    Change<Opinion> rectify(String action, LocalDate on, List<String> evidence) {
        if (status == Status.WITHDRAWN || status == Status.CONFIRMED) {
            throw OPINION_SETTLED.of(status);
        }
        if (on.isBefore(raisedOn)) {
            throw RECTIFIED_BEFORE_RAISED.at("/on", raisedOn);
        }
        return Change.of(
                with(Status.RECTIFIED, new Rectification(action, on, null, evidence)),
                new SurveyEvent.OpinionRectified(id, survey, scope.unit(), scope.ancestors(), on, evidence));
    }

    Change<Opinion> confirm(LocalDate on) {
        if (status != Status.RECTIFIED || rectification == null) {
            throw NOT_RECTIFIED.of(status);
        }
        if (on.isBefore(rectification.on())) {
            throw CONFIRMED_BEFORE_RECTIFIED.at("/on", rectification.on());
        }
        return Change.of(
                with(
                        Status.CONFIRMED,
                        new Rectification(rectification.action(), rectification.on(), on, rectification.evidence())),
                new SurveyEvent.OpinionConfirmed(id, survey, scope.unit(), scope.ancestors(), on));
    }

    Change<Opinion> withdraw() {
        if (status == Status.WITHDRAWN) {
            throw OPINION_SETTLED.of(status);
        }
        return Change.of(
                with(Status.WITHDRAWN, rectification),
                new SurveyEvent.OpinionWithdrawn(id, survey, scope.unit(), scope.ancestors()));
    }

    private Opinion with(Status next, @Nullable Rectification done) {
        return new Opinion(id, scope, survey, text, category, raisedOn, next, done, version);
    }
}
