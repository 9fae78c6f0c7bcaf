package cn.zhibu.report.duty;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way in which duties can refuse. */
enum DutyProblem implements ProblemType {
    UNIT_NOT_FOUND(HttpStatus.NOT_FOUND);

    private final HttpStatus status;

    DutyProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
