package cn.zhibu.activity.disclosure;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum DisclosureProblem implements ProblemType {
    DISCLOSURE_NOT_FOUND(HttpStatus.NOT_FOUND),
    PUBLIC_PAGE_NOT_FOUND(HttpStatus.NOT_FOUND),
    DISCLOSURE_BRANCH_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    DISCLOSURE_BRANCH_CLOSED(HttpStatus.UNPROCESSABLE_CONTENT),
    PUBLISHED_BEFORE_APPROVED(HttpStatus.UNPROCESSABLE_CONTENT),
    DISCLOSURE_OVER(HttpStatus.UNPROCESSABLE_CONTENT),
    APPROVED_BY_THE_SECRETARY(HttpStatus.FORBIDDEN),
    DISCLOSURE_NOT_THERE_YET(HttpStatus.CONFLICT),
    SAID_BY_ITS_RECORD(HttpStatus.CONFLICT);

    private final HttpStatus status;

    DisclosureProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
