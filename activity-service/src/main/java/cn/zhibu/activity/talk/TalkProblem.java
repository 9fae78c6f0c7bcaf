package cn.zhibu.activity.talk;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum TalkProblem implements ProblemType {
    TALK_NOT_FOUND(HttpStatus.NOT_FOUND),
    TALK_BRANCH_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    TALK_BRANCH_CLOSED(HttpStatus.UNPROCESSABLE_CONTENT),
    TALK_IN_THE_FUTURE(HttpStatus.UNPROCESSABLE_CONTENT),
    TALK_NOT_OF_THIS_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT),
    TALK_WITH_ONESELF(HttpStatus.UNPROCESSABLE_CONTENT),
    TALK_WITHDRAWN(HttpStatus.CONFLICT);

    private final HttpStatus status;

    TalkProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
