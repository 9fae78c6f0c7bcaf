package cn.zhibu.report.name;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Names cannot be had. */
enum NameProblem implements ProblemType {
    NAMES_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    NameProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
