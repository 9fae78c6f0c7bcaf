package cn.zhibu.platform.problem;

import cn.zhibu.platform.input.InputFault;
import cn.zhibu.process.problem.FieldName;
import cn.zhibu.process.problem.Problem;
import cn.zhibu.process.problem.ProblemType;
import java.util.List;
import org.springframework.http.HttpStatus;

/** The refusals that no feature owns: they can meet any request. */
public enum PlatformProblem implements ProblemType {
    INVALID_INPUT(HttpStatus.UNPROCESSABLE_CONTENT),
    UNREADABLE_BODY(HttpStatus.BAD_REQUEST),
    UNREADABLE_PARAMETER(HttpStatus.BAD_REQUEST),
    IDEMPOTENCY_KEY_MISSING(HttpStatus.BAD_REQUEST),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT),
    VERSION_MISSING(HttpStatus.PRECONDITION_REQUIRED),
    VERSION_OUTDATED(HttpStatus.PRECONDITION_FAILED),
    CHANGED_MEANWHILE(HttpStatus.CONFLICT),
    TOO_MUCH_UNSENT(HttpStatus.SERVICE_UNAVAILABLE),
    ALREADY_EXISTS(HttpStatus.CONFLICT),
    NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED),
    NOT_ALLOWED(HttpStatus.FORBIDDEN),
    TENANT_NOT_SERVED(HttpStatus.FORBIDDEN),
    NO_SUCH_PAGE(HttpStatus.NOT_FOUND),
    METHOD_NOT_OFFERED(HttpStatus.METHOD_NOT_ALLOWED),
    FORMAT_NOT_OFFERED(HttpStatus.NOT_ACCEPTABLE),
    FORMAT_NOT_READ(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    FILE_HARMFUL(HttpStatus.UNPROCESSABLE_CONTENT),
    FILE_NOT_SCANNED(HttpStatus.SERVICE_UNAVAILABLE),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS),
    STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    TOOK_TOO_LONG(HttpStatus.GATEWAY_TIMEOUT),
    UNEXPECTED(HttpStatus.INTERNAL_SERVER_ERROR);

    private final HttpStatus status;

    PlatformProblem(HttpStatus status) {
        this.status = status;
    }

    /** A parameter of the address that is not what is expected, with what is wrong with it. */
    public static Problem parameter(String name, InputFault fault) {
        var pointer = "/" + name;
        return new Problem(UNREADABLE_PARAMETER, List.of(new FieldName(pointer)), List.of(Faults.of(pointer, fault)));
    }

    @Override
    public String owner() {
        return "platform";
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
