package cn.zhibu.platform.sheet;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
public enum ImportProblem implements ProblemType {
    IMPORT_NOT_FOUND(HttpStatus.NOT_FOUND),
    IMPORT_ROW_NOT_FOUND(HttpStatus.NOT_FOUND),
    SHEET_KIND_UNKNOWN(HttpStatus.NOT_FOUND),
    SHEET_UNIT_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    SHEET_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    SHEET_UNPACKS_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    SHEET_FORMAT_NOT_TAKEN(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    SHEET_UNREADABLE(HttpStatus.UNPROCESSABLE_CONTENT),
    SHEET_WITHOUT_HEADINGS(HttpStatus.UNPROCESSABLE_CONTENT),
    SHEET_OF_ANOTHER_KIND(HttpStatus.UNPROCESSABLE_CONTENT),
    SHEET_EMPTY(HttpStatus.UNPROCESSABLE_CONTENT),
    TOO_MANY_ROWS(HttpStatus.UNPROCESSABLE_CONTENT),
    TOO_MANY_RECORDS(HttpStatus.UNPROCESSABLE_CONTENT),
    IMPORT_HAS_FAULTS(HttpStatus.CONFLICT),
    IMPORT_UNDER_WAY(HttpStatus.CONFLICT),
    IMPORT_NOT_ENTERED(HttpStatus.CONFLICT),
    SHEET_NAMES_AWAY(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    ImportProblem(HttpStatus status) {
        this.status = status;
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
