package cn.zhibu.report.fact;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way in which facts can refuse. */
enum FactProblem implements ProblemType {
    MEASURE_NOT_FOUND(HttpStatus.NOT_FOUND),
    OWNER_NOT_FOUND(HttpStatus.NOT_FOUND);

    private final HttpStatus status;

    FactProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
