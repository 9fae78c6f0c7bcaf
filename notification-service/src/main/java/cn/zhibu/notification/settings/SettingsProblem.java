package cn.zhibu.notification.settings;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum SettingsProblem implements ProblemType {
    QUIET_WITHOUT_END(HttpStatus.UNPROCESSABLE_CONTENT),
    QUIET_ALL_DAY(HttpStatus.UNPROCESSABLE_CONTENT),
    KIND_MISSING(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    SettingsProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
