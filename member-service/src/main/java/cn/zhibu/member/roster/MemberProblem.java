package cn.zhibu.member.roster;

import cn.zhibu.platform.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum MemberProblem implements ProblemType {
    MEMBER_NOT_FOUND(HttpStatus.NOT_FOUND),
    BRANCH_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    UNIT_IS_NO_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT),
    IDENTITY_NUMBER_WRONG(HttpStatus.UNPROCESSABLE_CONTENT),
    IDENTITY_NUMBER_KNOWN(HttpStatus.CONFLICT),
    FULL_DATE_OF_PROBATIONARY(HttpStatus.UNPROCESSABLE_CONTENT),
    NOT_PROBATIONARY(HttpStatus.CONFLICT),
    BEFORE_JOINING(HttpStatus.UNPROCESSABLE_CONTENT),
    MEMBER_DEPARTED(HttpStatus.CONFLICT);

    private final HttpStatus status;

    MemberProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
