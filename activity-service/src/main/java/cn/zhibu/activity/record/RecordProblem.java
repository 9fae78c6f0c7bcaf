package cn.zhibu.activity.record;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum RecordProblem implements ProblemType {
    RECORD_NOT_FOUND(HttpStatus.NOT_FOUND),
    GIVING_NOT_FOUND(HttpStatus.NOT_FOUND),
    KIND_UNKNOWN(HttpStatus.UNPROCESSABLE_CONTENT),
    RECORD_UNIT_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    UNIT_KEEPS_NO_RECORDS(HttpStatus.UNPROCESSABLE_CONTENT),
    RECORD_BRANCH_CLOSED(HttpStatus.UNPROCESSABLE_CONTENT),
    SAME_RECORD_THAT_DAY(HttpStatus.CONFLICT),
    RECORD_WITHDRAWN(HttpStatus.CONFLICT);

    private final HttpStatus status;

    RecordProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
