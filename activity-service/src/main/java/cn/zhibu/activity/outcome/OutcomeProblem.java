package cn.zhibu.activity.outcome;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum OutcomeProblem implements ProblemType {
    INTENDED_NOT_FOUND(HttpStatus.NOT_FOUND),
    OUTCOME_BEFORE_ITS_YEAR(HttpStatus.CONFLICT),
    OUTCOME_WITHDRAWN(HttpStatus.CONFLICT);

    private final HttpStatus status;

    OutcomeProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
