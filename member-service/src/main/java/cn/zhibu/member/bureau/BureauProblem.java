package cn.zhibu.member.bureau;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum BureauProblem implements ProblemType {
    BUREAU_NOT_FOUND(HttpStatus.NOT_FOUND),
    BUREAU_CODE_TAKEN(HttpStatus.CONFLICT),
    BUREAU_NOT_OPEN(HttpStatus.CONFLICT),
    BUREAU_NOT_SUSPENDED(HttpStatus.CONFLICT),
    ADMINISTRATOR_NAME_TAKEN(HttpStatus.CONFLICT);

    private final HttpStatus status;

    BureauProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
