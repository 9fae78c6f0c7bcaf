package cn.zhibu.activity.catalogue;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way in which a kind of a bureau is refused. */
enum KindProblem implements ProblemType {
    BUREAU_KIND_NOT_FOUND(HttpStatus.NOT_FOUND),
    KIND_BUREAU_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    KIND_BASE_UNKNOWN(HttpStatus.UNPROCESSABLE_CONTENT),
    KIND_EXTENDED_ALREADY(HttpStatus.CONFLICT),
    KINDS_FULL(HttpStatus.CONFLICT),
    KIND_VERSIONS_FULL(HttpStatus.CONFLICT),
    KIND_FORBIDDEN(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    KindProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
