package cn.zhibu.activity.signing;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum SigningProblem implements ProblemType {
    PLEDGE_NOT_FOUND(HttpStatus.NOT_FOUND),
    SIGNER_NOT_OF_THIS_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT),
    SIGNED_BEFORE_THE_LETTER(HttpStatus.UNPROCESSABLE_CONTENT),
    NOT_SIGNED(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    SigningProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
