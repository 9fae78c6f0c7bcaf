package cn.zhibu.member.account;

import cn.zhibu.platform.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum AccountProblem implements ProblemType {
    ACCOUNT_NOT_FOUND(HttpStatus.NOT_FOUND),
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
