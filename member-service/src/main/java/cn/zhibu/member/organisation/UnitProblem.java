package cn.zhibu.member.organisation;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum UnitProblem implements ProblemType {
    UNIT_NOT_FOUND(HttpStatus.NOT_FOUND),
    UNIT_CANNOT_STAND_THERE(HttpStatus.UNPROCESSABLE_CONTENT),
    UNIT_CLOSED(HttpStatus.CONFLICT),
    UNIT_CLOSES_BEFORE_IT_OPENED(HttpStatus.UNPROCESSABLE_CONTENT),
    UNIT_NOT_CLOSED(HttpStatus.CONFLICT),
    UNIT_HAS_OPEN_BELOW(HttpStatus.CONFLICT),
    ROOT_STAYS_OPEN(HttpStatus.UNPROCESSABLE_CONTENT),
    NAMED_BEFORE_IT_OPENED(HttpStatus.UNPROCESSABLE_CONTENT),
    KEPT_BEFORE_IT_OPENED(HttpStatus.UNPROCESSABLE_CONTENT),
    NOT_A_SCHOOL(HttpStatus.CONFLICT),
    AGREEMENT_WITHOUT_BEGINNING(HttpStatus.UNPROCESSABLE_CONTENT),
    AGREEMENT_WITHOUT_ENTRUSTING(HttpStatus.UNPROCESSABLE_CONTENT),
    AGREEMENT_ENDS_BEFORE_IT_BEGINS(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    UnitProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
