package cn.zhibu.activity.task;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum TaskProblem implements ProblemType {
    TASK_NOT_FOUND(HttpStatus.NOT_FOUND),
    MILESTONE_NOT_FOUND(HttpStatus.NOT_FOUND),
    TASK_OVER(HttpStatus.CONFLICT),
    MILESTONE_OVER(HttpStatus.CONFLICT),
    TOO_MANY_MILESTONES(HttpStatus.CONFLICT),
    TASK_YEAR_NOT_OVER(HttpStatus.CONFLICT),
    TASK_OF_ANOTHER_YEAR(HttpStatus.UNPROCESSABLE_CONTENT),
    NO_TASK_OF_THIS_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    TaskProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
