package cn.zhibu.activity.plan;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum PlanProblem implements ProblemType {
    PLAN_NOT_FOUND(HttpStatus.NOT_FOUND),
    PLAN_BRANCH_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    PLAN_BRANCH_CLOSED(HttpStatus.UNPROCESSABLE_CONTENT),
    PLAN_IN_THE_PAST(HttpStatus.UNPROCESSABLE_CONTENT),
    PLAN_DAY_PASSED(HttpStatus.CONFLICT),
    PLAN_OVER(HttpStatus.CONFLICT),
    PLAN_GROUP_NOT_NAMED(HttpStatus.UNPROCESSABLE_CONTENT),
    PLAN_GROUP_NOT_OF_THIS_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT),
    ASKED_NOT_OF_THIS_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT),
    NOBODY_TO_TELL(HttpStatus.CONFLICT),
    NOT_PLANNED_HERE(HttpStatus.UNPROCESSABLE_CONTENT),
    SERIES_EMPTY(HttpStatus.UNPROCESSABLE_CONTENT),
    SERIES_TOO_LONG(HttpStatus.UNPROCESSABLE_CONTENT),
    SERIES_WITHOUT_DAY(HttpStatus.UNPROCESSABLE_CONTENT),
    SERIES_BUSY(HttpStatus.CONFLICT),
    NOT_OF_A_SERIES(HttpStatus.CONFLICT);

    private final HttpStatus status;

    PlanProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
