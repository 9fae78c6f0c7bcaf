package cn.zhibu.activity.session;

import cn.zhibu.activity.session.Session.AgendaKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A point of the agenda with what was resolved.
 *
 * @param decision what was decided on, of the decisions of the rules (BR-08)
 * @param about whom it is about
 */
record Item(
        String title,
        AgendaKind kind,
        @Nullable String resolution,
        @Nullable Votes votes,
        @Nullable String decision,
        @Nullable List<Concerned> about) {

    Item {
        about = about == null || about.isEmpty() ? null : about;
    }

    List<Concerned> concerned() {
        return about == null ? List.of() : about;
    }

    /** What was voted on before decisions were told apart is read by the kind of its item. */
    @Nullable
    String decided() {
        if (decision != null || votes == null) {
            return decision;
        }
        return switch (kind) {
            case RESOLUTION -> "other";
            case ADMISSION -> "admit";
            case ELECTION -> "elect";
            default -> null;
        };
    }

    /** Whom a decision is about: a member of the branch, or somebody who is none by name. */
    record Concerned(@Nullable String member, @Nullable String name) {}

    /** Votes counted (persons). */
    record Votes(int approve, int disapprove, int abstain) {
        long cast() {
            return (long) approve + disapprove + abstain;
        }
    }
}
