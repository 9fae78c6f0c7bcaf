package cn.zhibu.activity.hours;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum StudyExemptionProblem implements ProblemType {
    STUDY_BRANCH_NOT_FOUND(HttpStatus.NOT_FOUND),
    EXEMPTION_BRANCH_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    EXEMPTION_NOT_FOUND(HttpStatus.NOT_FOUND),
    EXEMPTION_NOT_OF_THIS_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT),
    EXEMPTION_WITHDRAWN(HttpStatus.CONFLICT);

    private final HttpStatus status;

    StudyExemptionProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
