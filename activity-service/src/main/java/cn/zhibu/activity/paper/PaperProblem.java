package cn.zhibu.activity.paper;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum PaperProblem implements ProblemType {
    PAPER_NAMES_AWAY(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    PaperProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
