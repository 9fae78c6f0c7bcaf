package cn.zhibu.notification.delivery;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum DeliveryProblem implements ProblemType {
    MAIL_OFF(HttpStatus.CONFLICT),
    ADDRESS_UNREADABLE(HttpStatus.UNPROCESSABLE_CONTENT),
    ADDRESS_KNOWN(HttpStatus.CONFLICT),
    TOO_MANY_CODES(HttpStatus.TOO_MANY_REQUESTS),
    NOTHING_TO_CONFIRM(HttpStatus.CONFLICT),
    CODE_EXPIRED(HttpStatus.UNPROCESSABLE_CONTENT),
    CODE_WRONG(HttpStatus.UNPROCESSABLE_CONTENT),
    DELIVERY_NOT_FOUND(HttpStatus.NOT_FOUND),
    NOT_FAILED(HttpStatus.CONFLICT);

    private final HttpStatus status;

    DeliveryProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
