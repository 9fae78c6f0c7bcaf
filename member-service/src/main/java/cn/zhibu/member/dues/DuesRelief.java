package cn.zhibu.member.dues;

import static cn.zhibu.member.dues.DuesProblem.RELIEF_DECIDED;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.security.Sealed;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A member in hardship pays less or nothing for some months (DU-11): the branch proposes it, the organization above decides.
 *
 * @param until first day of the last month of it
 * @param wish the amount a month and why, sealed: {@link DuesSeals.Wish}
 * @param decided by whom it was approved, refused or taken back
 */
@Document("dues_reliefs")
@CompoundIndex(name = "newest", def = "{'scope.ancestors': 1, 'state': 1, 'from': -1, '_id': -1}")
record DuesRelief(
        @Id String id,
        Scope scope,
        String member,
        LocalDate from,
        LocalDate until,
        Sealed wish,
        State state,
        Act proposed,
        @Nullable Act decided,
        @Version @Nullable Long version)
        implements Scoped {

    enum State {
        PROPOSED,
        APPROVED,
        REFUSED,
        WITHDRAWN
    }

    /** Who, when, and why where that was said. */
    record Act(Instant at, String by, @Nullable String reason) {}

    static Change<DuesRelief> propose(
            String id, Scope branch, String member, LocalDate from, LocalDate until, Sealed wish, Act act) {
        return Change.of(
                new DuesRelief(id, branch, member, from, until, wish, State.PROPOSED, act, null, null),
                new DuesEvent.ReliefProposed(id, branch.unit(), branch.ancestors(), from, until));
    }

    Change<DuesRelief> approve(Act act) {
        refuseUnless(state == State.PROPOSED);
        return Change.of(to(State.APPROVED, act), new DuesEvent.ReliefApproved(id, scope.unit(), scope.ancestors()));
    }

    Change<DuesRelief> refuse(Act act) {
        refuseUnless(state == State.PROPOSED);
        return Change.of(to(State.REFUSED, act), new DuesEvent.ReliefRefused(id, scope.unit(), scope.ancestors()))
                .because(act.reason());
    }

    /** Takes it back: the branch its proposal, whoever approves what was approved by mistake. */
    Change<DuesRelief> withdraw(Act act) {
        refuseUnless(state == State.PROPOSED || state == State.APPROVED);
        return Change.of(to(State.WITHDRAWN, act), new DuesEvent.ReliefWithdrawn(id, scope.unit(), scope.ancestors()))
                .because(act.reason());
    }

    private DuesRelief to(State next, Act act) {
        return new DuesRelief(id, scope, member, from, until, wish, next, proposed, act, version);
    }

    private void refuseUnless(boolean open) {
        if (!open) {
            throw RELIEF_DECIDED.of(id);
        }
    }
}
