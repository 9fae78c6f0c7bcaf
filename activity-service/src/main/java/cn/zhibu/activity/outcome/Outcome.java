package cn.zhibu.activity.outcome;

import static cn.zhibu.activity.outcome.OutcomeProblem.OUTCOME_WITHDRAWN;
import static cn.zhibu.platform.problem.PlatformProblem.INVALID_INPUT;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.record.Intended;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.process.problem.FieldFault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What has become of a measure or a goal. It is named after its record, and what that says is not typed again.
 *
 * @param year in which it was to be done
 * @param text of the record
 * @param withdrawn the record counts no more
 */
@Document("outcomes")
record Outcome(
        @Id String id,
        Scope scope,
        int year,
        String text,
        Body body,
        boolean withdrawn,
        @Version @Nullable Long version)
        implements Scoped {

    enum State {
        DONE,
        RUNNING,
        DROPPED
    }

    /**
     * @param sentence in the branch's words
     * @param evidence ids of attached files
     */
    record Body(State state, @Nullable String sentence, List<String> evidence, Entry by) {

        boolean saysTheSame(Body other) {
            return state == other.state
                    && java.util.Objects.equals(sentence, other.sentence)
                    && evidence.equals(other.evidence);
        }
    }

    static Change<Outcome> state(Intended intended, Body body) {
        return new Outcome(intended.id(), intended.scope(), intended.year(), intended.text(), body, false, null).told();
    }

    /** Said anew, however often; the last word counts. */
    Change<Outcome> state(Body said) {
        if (withdrawn) {
            throw OUTCOME_WITHDRAWN.of();
        }
        return said.saysTheSame(body) ? Change.of(this) : with(year, text, said).told();
    }

    /** The record was corrected. */
    Change<Outcome> follow(int newYear, String newText) {
        return withdrawn || newYear == year && newText.equals(text)
                ? Change.of(this)
                : with(newYear, newText, body).told();
    }

    /** The record was withdrawn. */
    Change<Outcome> withdraw() {
        return withdrawn
                ? Change.of(this)
                : Change.of(
                        new Outcome(id, scope, year, text, body, true, version),
                        new OutcomeEvent.Withdrawn(id, scope.unit(), scope.ancestors()));
    }

    private Outcome with(int newYear, String newText, Body said) {
        return new Outcome(id, scope, newYear, newText, said, withdrawn, version);
    }

    private Change<Outcome> told() {
        if (body.state() == State.DROPPED && body.sentence() == null) {
            throw INVALID_INPUT.with(List.of(FieldFault.of("/sentence", "REQUIRED")));
        }
        return Change.of(
                this,
                new OutcomeEvent.Stated(
                        id,
                        scope.unit(),
                        scope.ancestors(),
                        body.by().day(),
                        year,
                        body.state().name(),
                        text,
                        body.sentence(),
                        body.evidence()));
    }
}
