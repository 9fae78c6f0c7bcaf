package cn.zhibu.member.grant;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum GrantProblem implements ProblemType {
    GRANT_NOT_FOUND(HttpStatus.NOT_FOUND),
    HOLDER_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    GRANT_UNIT_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    GRANT_UNIT_CLOSED(HttpStatus.UNPROCESSABLE_CONTENT),
    ROLE_NOT_GIVEN_HERE(HttpStatus.UNPROCESSABLE_CONTENT),
    ROLE_HELD_ALREADY(HttpStatus.CONFLICT),
    AUDITOR_CHANGES_NOTHING(HttpStatus.CONFLICT),
    GRANT_REVOKED_ALREADY(HttpStatus.CONFLICT),
    GRANT_FOLLOWS_POST(HttpStatus.CONFLICT),
    LAST_ADMINISTRATOR(HttpStatus.CONFLICT);

    private final HttpStatus status;

    GrantProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
