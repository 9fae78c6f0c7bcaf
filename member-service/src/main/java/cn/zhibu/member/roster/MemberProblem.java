package cn.zhibu.member.roster;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum MemberProblem implements ProblemType {
    MEMBER_NOT_FOUND(HttpStatus.NOT_FOUND),
    MEMBERSHIP_NOT_FOUND(HttpStatus.NOT_FOUND),
    BRANCH_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    UNIT_IS_NO_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT),
    BRANCH_CLOSED(HttpStatus.UNPROCESSABLE_CONTENT),
    GROUP_NOT_OF_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT),
    IDENTITY_NUMBER_WRONG(HttpStatus.UNPROCESSABLE_CONTENT),
    IDENTITY_NUMBER_KNOWN(HttpStatus.CONFLICT),
    IDENTITY_CONTRADICTS(HttpStatus.CONFLICT),
    OTHER_NAME_KNOWN(HttpStatus.CONFLICT),
    ON_THE_ROSTER(HttpStatus.CONFLICT),
    ACTIVE_ELSEWHERE(HttpStatus.CONFLICT),
    FULL_DATE_OF_PROBATIONARY(HttpStatus.UNPROCESSABLE_CONTENT),
    BRANCH_BEFORE_PARTY(HttpStatus.UNPROCESSABLE_CONTENT),
    FULL_BEFORE_JOINING(HttpStatus.UNPROCESSABLE_CONTENT),
    AFTER_LEAVING(HttpStatus.UNPROCESSABLE_CONTENT),
    BORN_AFTER_JOINING(HttpStatus.UNPROCESSABLE_CONTENT),
    LEAVES_BEFORE_FULL(HttpStatus.UNPROCESSABLE_CONTENT),
    REASON_MISSING(HttpStatus.UNPROCESSABLE_CONTENT),
    NOT_PROBATIONARY(HttpStatus.CONFLICT),
    NOT_CONVERTED(HttpStatus.CONFLICT),
    BEFORE_JOINING(HttpStatus.UNPROCESSABLE_CONTENT),
    MEMBER_DEPARTED(HttpStatus.CONFLICT),
    MEMBER_MOVED_ON(HttpStatus.CONFLICT),
    NOT_DEPARTED(HttpStatus.CONFLICT);

    private final HttpStatus status;

    MemberProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
