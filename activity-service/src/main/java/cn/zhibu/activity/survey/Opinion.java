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
 * @param charge who sees to it and by when; null where nobody was named
 * @param receipt for whoever raised it; null while none was made
 * @param withdrawn why it does not count any more; null while it does
 */
@Document("opinions")
@CompoundIndexes({
    @CompoundIndex(name = "newest", def = "{'scope.ancestors': 1, 'raisedOn': -1, '_id': -1, 'status': 1}"),
    @CompoundIndex(name = "due", def = "{'scope.ancestors': 1, 'charge.due': 1, '_id': 1, 'status': 1}"),
    @CompoundIndex(name = "untold", def = "{'charge.untold': 1}"),
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
        @Nullable Charge charge,
        @Nullable Receipt receipt,
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

    /** Posts of a committee. */
    enum Post {
        SECRETARY,
        DEPUTY_SECRETARY,
        ORGANISATION,
        PUBLICITY,
        DISCIPLINE,
        OTHER
    }

    /**
     * Who sees to it, a member or whoever holds a post, and by which day.
     *
     * @param untold that day, while nobody has been told that it is over
     */
    record Charge(
            @Nullable String member,
            @Nullable Post post,
            @Nullable LocalDate due,
            @Nullable LocalDate untold) {

        static Charge of(@Nullable String member, @Nullable Post post, @Nullable LocalDate due) {
            return new Charge(member, post, due, due);
        }

        Charge told() {
            return new Charge(member, post, due, null);
        }

        boolean nothing() {
            return member == null && post == null && due == null;
        }
    }

    /**
     * With it whoever raised the opinion sees what was done, and says whether that is so, without a name.
     *
     * @param hash of the code, which is kept nowhere
     * @param disputedOn the day on which that was said not to be so yet
     */
    record Receipt(String hash, @Nullable LocalDate disputedOn) {}

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
        return raise(id, survey, text, category, on, null);
    }

    static Change<Opinion> raise(
            String id, Survey survey, Sealed text, String category, LocalDate on, @Nullable Charge charge) {
        if (on.isBefore(survey.opensOn())) {
            throw OPINION_BEFORE_SURVEY.at("/date", survey.opensOn());
        }
        if (survey.closedOn() != null && on.isAfter(survey.closedOn())) {
            throw OPINION_AFTER_SURVEY.at("/date", survey.closedOn());
        }
        var scope = survey.scope();
        var opinion =
                new Opinion(id, scope, survey.id(), text, category, on, Status.RAISED, charge, null, null, null, null);
        var raised = new SurveyEvent.OpinionRaised(id, survey.id(), scope.unit(), scope.ancestors(), on, category);
        if (charge == null) {
            return Change.of(opinion, raised);
        }
        opinion.refuseUnlessAfter(charge);
        return Change.of(opinion, raised, opinion.assigned(charge));
    }

    /** Names who sees to it, and by when, or somebody else than before. */
    Change<Opinion> assign(Charge to) {
        if (status == Status.WITHDRAWN || status == Status.CONFIRMED) {
            throw OPINION_SETTLED.of(status);
        }
        refuseUnlessAfter(to);
        if (charge != null && charge.told().equals(to.told()) || charge == null && to.nothing()) {
            return Change.of(this);
        }
        var next = status == Status.RAISED ? to : to.told();
        return Change.of(
                new Opinion(
                        id,
                        scope,
                        survey,
                        text,
                        category,
                        raisedOn,
                        status,
                        next,
                        receipt,
                        rectification,
                        withdrawn,
                        version),
                assigned(to));
    }

    /** Its day is over and nothing was done: told once for that day. */
    Change<Opinion> tell(LocalDate today) {
        if (status != Status.RAISED
                || charge == null
                || charge.untold() == null
                || !charge.untold().isBefore(today)) {
            return Change.of(this);
        }
        return Change.of(
                with(Status.RAISED, null, null),
                new SurveyEvent.OpinionOverdue(id, survey, scope.unit(), scope.ancestors(), charge.untold()));
    }

    private void refuseUnlessAfter(Charge to) {
        if (to.due() != null && to.due().isBefore(raisedOn)) {
            throw DUE_BEFORE_RAISED.at("/due", raisedOn);
        }
    }

    private SurveyEvent assigned(Charge to) {
        return new SurveyEvent.OpinionAssigned(
                id, survey, scope.unit(), scope.ancestors(), to.member(), to.post(), to.due());
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

    /** A new receipt; the one before opens nothing any more. */
    Change<Opinion> receipt(String hash) {
        if (status == Status.WITHDRAWN || status == Status.CONFIRMED) {
            throw OPINION_SETTLED.of(status);
        }
        return Change.of(
                with(new Receipt(hash, null)),
                new SurveyEvent.OpinionReceipted(id, survey, scope.unit(), scope.ancestors()));
    }

    /** Whoever raised it says that it is not done yet. */
    Change<Opinion> dispute(LocalDate on) {
        if (status != Status.RECTIFIED || receipt == null) {
            throw NOT_RECTIFIED.of(status);
        }
        return receipt.disputedOn() != null
                ? Change.of(this)
                : Change.of(
                        with(new Receipt(receipt.hash(), on)),
                        new SurveyEvent.OpinionDisputed(id, survey, scope.unit(), scope.ancestors(), on));
    }

    private Opinion with(Receipt next) {
        return new Opinion(
                id, scope, survey, text, category, raisedOn, status, charge, next, rectification, withdrawn, version);
    }

    private @Nullable Receipt undisputed() {
        return receipt == null ? null : new Receipt(receipt.hash(), null);
    }

    private Opinion with(Status next, @Nullable Rectification done, @Nullable String reason) {
        var quiet = charge == null ? null : charge.told();
        return new Opinion(
                id, scope, survey, text, category, raisedOn, next, quiet, undisputed(), done, reason, version);
    }
}
