package cn.zhibu.activity.evidence;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum EvidenceProblem implements ProblemType {
    EVIDENCE_NOT_FOUND(HttpStatus.NOT_FOUND),
    EVIDENCE_UNIT_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    EVIDENCE_GONE(HttpStatus.UNPROCESSABLE_CONTENT),
    FILE_NOT_NAMED(HttpStatus.UNPROCESSABLE_CONTENT),
    FILE_EMPTY(HttpStatus.UNPROCESSABLE_CONTENT),
    FILE_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    FILE_TYPE_NOT_TAKEN(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    FILE_HAS_MACROS(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    FILE_LOCKED(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    FILE_IS_HEIC(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    PICTURE_FORMAT_NOT_TAKEN(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    PAPER_FORMAT_NOT_TAKEN(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    FILE_UNREADABLE(HttpStatus.UNPROCESSABLE_CONTENT),
    UNPACKS_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE);

    private final HttpStatus status;

    EvidenceProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
