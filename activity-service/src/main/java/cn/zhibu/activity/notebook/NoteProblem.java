package cn.zhibu.activity.notebook;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum NoteProblem implements ProblemType {
    NOTE_NOT_FOUND(HttpStatus.NOT_FOUND),
    NOTE_BRANCH_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    NOTE_HANDED_IN(HttpStatus.CONFLICT);

    private final HttpStatus status;

    NoteProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
