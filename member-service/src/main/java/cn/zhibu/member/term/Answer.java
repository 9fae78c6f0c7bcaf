package cn.zhibu.member.term;

import static cn.zhibu.member.term.TermProblem.ANSWERED_BEFORE;
import static cn.zhibu.member.term.TermProblem.NOTHING_TO_APPROVE;
import static cn.zhibu.member.term.TermProblem.NOTHING_TO_FILE;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the superior did with a result: the members filed, the secretary and the deputy approved (BR-17, EL-24).
 *
 * @param on day of the result: of the election, or the one on which a seat changed hands
 * @param document number of the letter by which it was approved
 */
record Answer(
        LocalDate on,
        @Nullable LocalDate filedOn,
        @Nullable LocalDate approvedOn,
        @Nullable String document) {

    /** A day on which seats were taken: whether somebody is to be approved, and somebody to be filed. */
    record Result(LocalDate on, boolean approval, boolean filing) {}

    boolean says() {
        return filedOn != null || approvedOn != null || document != null;
    }

    Answer of(LocalDate day) {
        return new Answer(day, filedOn, approvedOn, document);
    }

    void check(Result result) {
        if (filedOn != null && !result.filing()) {
            throw NOTHING_TO_FILE.at("/filedOn");
        }
        if ((approvedOn != null || document != null) && !result.approval()) {
            throw NOTHING_TO_APPROVE.at("/approvedOn");
        }
        if (filedOn != null && filedOn.isBefore(on)) {
            throw ANSWERED_BEFORE.at("/filedOn", on);
        }
        if (approvedOn != null && approvedOn.isBefore(on)) {
            throw ANSWERED_BEFORE.at("/approvedOn", on);
        }
    }
}
