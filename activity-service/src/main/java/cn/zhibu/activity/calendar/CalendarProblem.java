package cn.zhibu.activity.calendar;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum CalendarProblem implements ProblemType {
    CALENDAR_TOO_LONG(HttpStatus.UNPROCESSABLE_CONTENT),
    CALENDAR_UNIT_NOT_FOUND(HttpStatus.NOT_FOUND);

    private final HttpStatus status;

    CalendarProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
