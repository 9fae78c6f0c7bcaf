package cn.zhibu.member.sheet;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum MemberListProblem implements ProblemType {
    LIST_UNIT_NOT_FOUND(HttpStatus.NOT_FOUND),
    LIST_TOO_LONG(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    MemberListProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
