package cn.zhibu.member.dues;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum DuesProblem implements ProblemType {
    DUES_BRANCH_NOT_FOUND(HttpStatus.NOT_FOUND),
    DUES_REASON_MISSING(HttpStatus.UNPROCESSABLE_CONTENT),
    DUES_FAULTS(HttpStatus.UNPROCESSABLE_CONTENT),
    DUES_NOT_A_MEMBER_THEN(HttpStatus.UNPROCESSABLE_CONTENT),
    DUES_CATEGORY_UNKNOWN(HttpStatus.UNPROCESSABLE_CONTENT),
    DUES_BASE_MISSING(HttpStatus.UNPROCESSABLE_CONTENT),
    DUES_BASE_NOT_ASKED(HttpStatus.UNPROCESSABLE_CONTENT),
    DUES_BASE_OUTSIDE(HttpStatus.UNPROCESSABLE_CONTENT),
    DUES_NOT_IN_FEN(HttpStatus.UNPROCESSABLE_CONTENT),
    DUES_EXTRA_IS_SPECIAL(HttpStatus.UNPROCESSABLE_CONTENT),
    DUES_TWICE(HttpStatus.UNPROCESSABLE_CONTENT),
    DUES_NOTHING_SAID(HttpStatus.UNPROCESSABLE_CONTENT),
    DUES_PUBLISHED(HttpStatus.CONFLICT),
    DUES_PUBLISHED_EARLY(HttpStatus.UNPROCESSABLE_CONTENT),
    DUES_NOT_PUBLISHED(HttpStatus.CONFLICT),
    DUES_FULL(HttpStatus.CONFLICT),
    RELIEF_NOT_FOUND(HttpStatus.NOT_FOUND),
    RELIEF_DECIDED(HttpStatus.CONFLICT),
    RELIEF_TOO_LONG(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    DuesProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
