package cn.zhibu.member.post;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum PostProblem implements ProblemType {
    POSTS_NOT_FOUND(HttpStatus.NOT_FOUND),
    NO_TERM_TO_REMIND_OF(HttpStatus.CONFLICT),
    TERM_ENDS_LATER(HttpStatus.CONFLICT);

    private final HttpStatus status;

    PostProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
