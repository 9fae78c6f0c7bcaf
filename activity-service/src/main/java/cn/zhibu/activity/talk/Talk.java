package cn.zhibu.activity.talk;

import static cn.zhibu.activity.talk.TalkProblem.*;

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
 * A heart-to-heart talk of two members of a branch. What they said is sealed and stays with the branch.
 */
@Document("talks")
@CompoundIndex(name = "newest", def = "{'scope.ancestors': 1, 'body.date': -1, '_id': -1, 'state.withdrawn': 1}")
record Talk(
        @Id String id,
        Scope scope,
        Body body,
        State state,
        @Version @Nullable Long version) implements Scoped {

    /** Whose talk it is by the posts of its day; as the kind of record "heart-talk" says it. */
    enum Pair {
        COMMITTEE("committee"),
        COMMITTEE_MEMBER("committee-member"),
        MEMBERS("members");

        private final String wire;

        Pair(String wire) {
            this.wire = wire;
        }

        static Pair of(boolean one, boolean other) {
            return one && other ? COMMITTEE : one || other ? COMMITTEE_MEMBER : MEMBERS;
        }

        String wire() {
            return wire;
        }
    }

    /**
     * Who talked, and when.
     *
     * @param one the one of the two whose id comes first
     * @param theme shown to the branch alone, as the note is
     */
    record Body(
            String one,
            String other,
            LocalDate date,
            @Nullable String theme,
            @Nullable Sealed note) {

        static Body of(String one, String other, LocalDate date, @Nullable String theme) {
            return one.compareTo(other) <= 0
                    ? new Body(one, other, date, theme, null)
                    : new Body(other, one, date, theme, null);
        }

        Body sealed(@Nullable Sealed closed) {
            return new Body(one, other, date, theme, closed);
        }
    }

    /**
     * By whom it was noted first and last.
     *
     * @param reason of the last correction
     * @param withdrawn why it does not count any more; null while it does
     */
    record State(
            Entry first,
            @Nullable Entry changed,
            boolean noted,
            @Nullable String reason,
            @Nullable String withdrawn) {

        Entry last() {
            return changed == null ? first : changed;
        }
    }

    static Change<Talk> hold(String id, Scope branch, Body body, Pair pair, Entry entry) {
        refuseIfWithOneself(body);
        var state = new State(entry, null, body.note() != null, null, null);
        var talk = new Talk(id, branch, body, state, null);
        return Change.of(
                talk, new TalkEvent.Held(id, branch.unit(), branch.ancestors(), body.date(), pair.wire(), entry.day()));
    }

    /** All of it as it is to be; what it was is kept. */
    Change<Talk> correct(Body corrected, Pair pair, String reason, Entry entry) {
        refuseIfWithdrawn();
        refuseIfWithOneself(corrected);
        var next = new State(state.first(), entry, corrected.note() != null, reason, null);
        return Change.of(
                        new Talk(id, scope, corrected, next, version),
                        new TalkEvent.Corrected(
                                id,
                                scope.unit(),
                                scope.ancestors(),
                                corrected.date(),
                                pair.wire(),
                                state.first().day()))
                .because(reason)
                .keeping();
    }

    private static void refuseIfWithOneself(Body body) {
        if (body.one().equals(body.other())) {
            throw TALK_WITH_ONESELF.at("/other");
        }
    }

    private void refuseIfWithdrawn() {
        if (state.withdrawn() != null) {
            throw TALK_WITHDRAWN.of(id);
        }
    }

    Change<Talk> withdraw(String reason, Entry entry) {
        refuseIfWithdrawn();
        var next = new State(state.first(), entry, state.noted(), null, reason);
        return Change.of(
                        new Talk(id, scope, body, next, version),
                        new TalkEvent.Withdrawn(id, scope.unit(), scope.ancestors()))
                .because(reason)
                .keeping();
    }
}
