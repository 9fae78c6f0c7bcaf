package cn.zhibu.member.composition;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum CompositionProblem implements ProblemType {
    COMPOSITION_NOT_FOUND(HttpStatus.NOT_FOUND);

    private final HttpStatus status;

    CompositionProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
