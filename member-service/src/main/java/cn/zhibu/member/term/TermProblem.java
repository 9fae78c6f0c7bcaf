package cn.zhibu.member.term;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum TermProblem implements ProblemType {
    COMMITTEE_NOT_FOUND(HttpStatus.NOT_FOUND),
    COMMITTEE_BRANCH_NOT_FOUND(HttpStatus.NOT_FOUND),
    COMMITTEE_BRANCH_CLOSED(HttpStatus.UNPROCESSABLE_CONTENT),
    COMMITTEE_IN_THE_FUTURE(HttpStatus.UNPROCESSABLE_CONTENT),
    COMMITTEE_THAT_DAY(HttpStatus.CONFLICT),
    COMMITTEE_WITHDRAWN(HttpStatus.CONFLICT),
    NOT_A_BRANCH(HttpStatus.CONFLICT),
    ONE_SECRETARY(HttpStatus.UNPROCESSABLE_CONTENT),
    TWO_SEATS(HttpStatus.UNPROCESSABLE_CONTENT),
    NOT_A_MEMBER_THEN(HttpStatus.UNPROCESSABLE_CONTENT),
    SEAT_NOT_HELD(HttpStatus.UNPROCESSABLE_CONTENT),
    SEAT_CHANGED_BEFORE(HttpStatus.CONFLICT),
    NOBODY_NAMED(HttpStatus.UNPROCESSABLE_CONTENT),
    BEFORE_THE_TERM(HttpStatus.UNPROCESSABLE_CONTENT),
    NO_RESULT_THAT_DAY(HttpStatus.UNPROCESSABLE_CONTENT),
    NOTHING_TO_FILE(HttpStatus.UNPROCESSABLE_CONTENT),
    NOTHING_TO_APPROVE(HttpStatus.UNPROCESSABLE_CONTENT),
    ANSWERED_BEFORE(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    TermProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
