package cn.zhibu.activity.survey;

import static cn.zhibu.activity.survey.SurveyProblem.*;
import static cn.zhibu.platform.problem.PlatformProblem.INVALID_INPUT;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.process.problem.FieldFault;
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
 * @param withdrawn why it does not count any more; null while it does
 */
@Document("opinions")
@CompoundIndexes({
    @CompoundIndex(name = "newest", def = "{'scope.ancestors': 1, 'raisedOn': -1, '_id': -1, 'status': 1}"),
    @CompoundIndex(name = "of", def = "{'survey': 1, 'raisedOn': -1, '_id': -1, 'status': 1}")
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
        @Nullable String withdrawn,
        @Version @Nullable Long version)
        implements Scoped {

    enum Status {
        RAISED,
        RECTIFIED,
        CONFIRMED,
        WITHDRAWN
    }

    /** What was done about it, and when it was confirmed; with the ids of attached files, and why it was corrected. */
    record Rectification(
            String action,
            LocalDate on,
            @Nullable LocalDate confirmedOn,
            @Nullable List<String> evidence,
            @Nullable String reason) {

        Rectification with(List<String> held) {
            return new Rectification(action, on, confirmedOn, held, reason);
        }

        List<String> files() {
            return evidence == null ? List.of() : evidence;
        }
    }

    static Change<Opinion> raise(String id, Survey survey, Sealed text, String category, LocalDate on) {
        if (on.isBefore(survey.opensOn())) {
            throw OPINION_BEFORE_SURVEY.at("/date", survey.opensOn());
        }
        if (survey.closedOn() != null && on.isAfter(survey.closedOn())) {
            throw OPINION_AFTER_SURVEY.at("/date", survey.closedOn());
        }
        var scope = survey.scope();
        return Change.of(
                new Opinion(id, scope, survey.id(), text, category, on, Status.RAISED, null, null, null),
                new SurveyEvent.OpinionRaised(id, survey.id(), scope.unit(), scope.ancestors(), on, category));
    }

    Change<Opinion> rectify(Rectification done) {
        if (status == Status.WITHDRAWN || status == Status.CONFIRMED) {
            throw OPINION_SETTLED.of(status);
        }
        if (status == Status.RECTIFIED && done.reason() == null) {
            throw INVALID_INPUT.with(List.of(FieldFault.of("/reason", "REQUIRED")));
        }
        if (done.on().isBefore(raisedOn)) {
            throw RECTIFIED_BEFORE_RAISED.at("/on", raisedOn);
        }
        return Change.of(
                        with(Status.RECTIFIED, done, null),
                        new SurveyEvent.OpinionRectified(
                                id, survey, scope.unit(), scope.ancestors(), done.on(), done.files()))
                .because(done.reason());
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
                        new Rectification(
                                rectification.action(),
                                rectification.on(),
                                on,
                                rectification.evidence(),
                                rectification.reason()),
                        null),
                new SurveyEvent.OpinionConfirmed(id, survey, scope.unit(), scope.ancestors(), on));
    }

    Change<Opinion> withdraw(String reason) {
        if (status == Status.WITHDRAWN) {
            throw OPINION_SETTLED.of(status);
        }
        return Change.of(
                        with(Status.WITHDRAWN, rectification, reason),
                        new SurveyEvent.OpinionWithdrawn(id, survey, scope.unit(), scope.ancestors()))
                .because(reason);
    }

    private Opinion with(Status next, @Nullable Rectification done, @Nullable String reason) {
        return new Opinion(id, scope, survey, text, category, raisedOn, next, done, reason, version);
    }
}
