package cn.zhibu.activity.appraisal;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum AppraisalProblem implements ProblemType {
    APPRAISAL_NOT_FOUND(HttpStatus.NOT_FOUND),
    APPRAISAL_BRANCH_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    APPRAISAL_IN_THE_FUTURE(HttpStatus.UNPROCESSABLE_CONTENT),
    APPRAISAL_THERE(HttpStatus.CONFLICT),
    GRADED_TWICE(HttpStatus.UNPROCESSABLE_CONTENT),
    GRADED_NOT_A_FULL_MEMBER(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    AppraisalProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
