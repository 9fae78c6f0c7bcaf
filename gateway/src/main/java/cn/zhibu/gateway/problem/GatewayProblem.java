package cn.zhibu.gateway.problem;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way the gateway itself can refuse; services answer with their own problems, which pass unchanged. */
public enum GatewayProblem implements ProblemType {
    BAD_REQUEST(HttpStatus.BAD_REQUEST),
    NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED),
    SESSION_ENDED(HttpStatus.UNAUTHORIZED),
    NOT_ALLOWED(HttpStatus.FORBIDDEN),
    CSRF_TOKEN_INVALID(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    CONTENT_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    ADDRESS_TOO_LONG(HttpStatus.URI_TOO_LONG),
    HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    TOO_MANY_FROM_PERSON(HttpStatus.TOO_MANY_REQUESTS),
    TOO_MANY_FROM_BUREAU(HttpStatus.TOO_MANY_REQUESTS),
    TOO_MANY_FROM_ADDRESS(HttpStatus.TOO_MANY_REQUESTS),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
    SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    SERVICE_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT),
    LOGIN_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private static final int SOON = 5;

    private final HttpStatus status;

    GatewayProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    /** Of the quotas only the one that refused knows it. */
    @Override
    public int retryAfter() {
        return passing() ? SOON : 0;
    }

    /** True where the same request may well succeed a few seconds later. */
    boolean passing() {
        return this == SERVICE_UNAVAILABLE || this == SERVICE_TIMEOUT || this == LOGIN_UNAVAILABLE;
    }
}
