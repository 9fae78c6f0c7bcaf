package cn.zhibu.activity.roster;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum RollProblem implements ProblemType {
    ROLL_NOT_FOUND;

    @Override
    public HttpStatus status() {
        return HttpStatus.NOT_FOUND;
    }
}
