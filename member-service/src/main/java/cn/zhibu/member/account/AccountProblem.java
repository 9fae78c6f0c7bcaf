package cn.zhibu.member.account;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum AccountProblem implements ProblemType {
    ACCOUNT_NOT_FOUND(HttpStatus.NOT_FOUND),
    ACCOUNT_MEMBER_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    USERNAME_TAKEN(HttpStatus.CONFLICT),
    ACCOUNT_CLOSED(HttpStatus.CONFLICT),
    ACCOUNT_OPEN(HttpStatus.CONFLICT),
    IDENTITIES_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    AccountProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
