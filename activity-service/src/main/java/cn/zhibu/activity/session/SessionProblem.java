package cn.zhibu.activity.session;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum SessionProblem implements ProblemType {
    SESSION_NOT_FOUND(HttpStatus.NOT_FOUND),
    SESSION_BRANCH_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    SESSION_IN_THE_FUTURE(HttpStatus.UNPROCESSABLE_CONTENT),
    SESSION_BRANCH_CLOSED(HttpStatus.UNPROCESSABLE_CONTENT),
    LED_BY_NOBODY_THERE(HttpStatus.UNPROCESSABLE_CONTENT),
    SAME_MEETING_THAT_DAY(HttpStatus.CONFLICT),
    CORRECTION_NEEDS_REASON(HttpStatus.UNPROCESSABLE_CONTENT),
    ATTENDANCE_TWICE(HttpStatus.UNPROCESSABLE_CONTENT),
    NOT_OF_THIS_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT),
    GROUP_NOT_NAMED(HttpStatus.UNPROCESSABLE_CONTENT),
    GROUP_NOT_OF_THIS_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT),
    MORE_VOTES_THAN_PRESENT(HttpStatus.UNPROCESSABLE_CONTENT),
    UNKNOWN_DECISION(HttpStatus.UNPROCESSABLE_CONTENT),
    CONCERNED_NOT_OF_THIS_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT),
    LECTURER_WITHOUT_LECTURE(HttpStatus.UNPROCESSABLE_CONTENT),
    SESSION_ENDS_BEFORE_IT_BEGINS(HttpStatus.UNPROCESSABLE_CONTENT),
    SESSION_WITHDRAWN(HttpStatus.CONFLICT);

    private final HttpStatus status;

    SessionProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
