package cn.zhibu.notification.inbox;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum NoticeProblem implements ProblemType {
    NOTICE_NOT_FOUND(HttpStatus.NOT_FOUND);

    private final HttpStatus status;

    NoticeProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
