package cn.zhibu.activity.orglife;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum OrgLifeProblem implements ProblemType {
    ORG_LIFE_NOT_FOUND(HttpStatus.NOT_FOUND),
    ORG_LIFE_BRANCH_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    ORG_LIFE_THERE(HttpStatus.CONFLICT),
    NOT_AN_ORG_LIFE_MEETING(HttpStatus.UNPROCESSABLE_CONTENT),
    LINKED_NOT_OF_THIS_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT),
    NEVER_OF_THIS_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    OrgLifeProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
