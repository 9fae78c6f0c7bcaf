package cn.zhibu.activity.draft;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum DraftProblem implements ProblemType {
    DRAFT_NOT_FOUND(HttpStatus.NOT_FOUND),
    DRAFT_UNIT_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    TOO_MANY_DRAFTS(HttpStatus.CONFLICT);

    private final HttpStatus status;

    DraftProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
