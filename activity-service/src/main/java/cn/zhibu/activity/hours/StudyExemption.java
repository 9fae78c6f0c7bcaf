package cn.zhibu.activity.hours;

import static cn.zhibu.activity.hours.StudyExemptionProblem.EXEMPTION_WITHDRAWN;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.security.Sealed;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A member of whom nothing rigid is asked for a while (ED-09). Why lies sealed and stays with the branch; above it, it is only
 * known that it is so.
 */
@Document("study_exemptions")
@CompoundIndex(name = "newest", def = "{'scope.unit': 1, 'span.from': -1, '_id': -1, 'state.withdrawn': 1}")
record StudyExemption(
        @Id String id,
        Scope scope,
        String member,
        Span span,
        Why why,
        State state,
        @Version @Nullable Long version) implements Scoped {

    enum Ground {
        AGE,
        ILLNESS,
        OTHER
    }

    /** @param until the last day; null while no end is known */
    record Span(LocalDate from, @Nullable LocalDate until) {

        /** Whether a day of the stretch is one of these. */
        boolean touches(LocalDate first, LocalDate last) {
            return !from.isAfter(last) && (until == null || !until.isBefore(first));
        }
    }

    /** The ground and what is said of it, as they are kept. */
    record Why(Sealed ground, @Nullable Sealed note) {}

    /** @param withdrawn why it does not count any more; null while it does */
    record State(
            Entry first, @Nullable Entry changed, @Nullable String withdrawn) {}

    static Change<StudyExemption> enter(String id, Scope branch, String member, Span span, Why why, Entry entry) {
        var exemption = new StudyExemption(id, branch, member, span, why, new State(entry, null, null), null);
        return Change.of(
                exemption,
                new StudyExemptionEvent.Entered(id, branch.unit(), branch.ancestors(), span.from(), span.until()));
    }

    Change<StudyExemption> withdraw(String reason, Entry entry) {
        if (state.withdrawn() != null) {
            throw EXEMPTION_WITHDRAWN.of(id);
        }
        var next = new State(state.first(), entry, reason);
        return Change.of(
                        new StudyExemption(id, scope, member, span, why, next, version),
                        new StudyExemptionEvent.Withdrawn(id, scope.unit(), scope.ancestors()))
                .because(reason);
    }
}
