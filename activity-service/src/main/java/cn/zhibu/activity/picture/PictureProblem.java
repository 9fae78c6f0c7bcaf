package cn.zhibu.activity.picture;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum PictureProblem implements ProblemType {
    PICTURE_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    PICTURE_UNREADABLE(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    PictureProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
