package cn.zhibu.member.development;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum DevelopmentProblem implements ProblemType {
    DEVELOPMENT_NOT_FOUND(HttpStatus.NOT_FOUND),
    DEVELOPMENT_ENTRY_NOT_FOUND(HttpStatus.NOT_FOUND),
    DEVELOPMENT_BRANCH_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    DEVELOPMENT_BRANCH_CLOSED(HttpStatus.UNPROCESSABLE_CONTENT),
    DEVELOPMENT_MEMBER_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    DEVELOPMENT_UNDER_WAY(HttpStatus.CONFLICT),
    DEVELOPMENT_OVER(HttpStatus.CONFLICT),
    DEVELOPMENT_FULL(HttpStatus.CONFLICT),
    STEP_NOT_KNOWN(HttpStatus.UNPROCESSABLE_CONTENT),
    STEP_TAKEN_ALREADY(HttpStatus.CONFLICT),
    BEFORE_APPLICATION(HttpStatus.UNPROCESSABLE_CONTENT),
    GATE_NOT_PASSED(HttpStatus.CONFLICT),
    BEFORE_GATE(HttpStatus.UNPROCESSABLE_CONTENT),
    NOT_ON_PROBATION(HttpStatus.CONFLICT),
    EXTENDED_ALREADY(HttpStatus.CONFLICT),
    EXTENSION_OUT_OF_BOUNDS(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    DevelopmentProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
