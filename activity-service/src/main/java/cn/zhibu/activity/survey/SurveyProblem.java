package cn.zhibu.activity.survey;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum SurveyProblem implements ProblemType {
    SURVEY_NOT_FOUND(HttpStatus.NOT_FOUND),
    SURVEY_BRANCH_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    SURVEY_BRANCH_CLOSED(HttpStatus.UNPROCESSABLE_CONTENT),
    SURVEY_CLOSED(HttpStatus.CONFLICT),
    SURVEY_ENDS_BEFORE_IT_OPENS(HttpStatus.UNPROCESSABLE_CONTENT),
    OPINION_NOT_FOUND(HttpStatus.NOT_FOUND),
    OPINION_BEFORE_SURVEY(HttpStatus.UNPROCESSABLE_CONTENT),
    OPINION_AFTER_SURVEY(HttpStatus.UNPROCESSABLE_CONTENT),
    SURVEY_ENDS_BEFORE_OPINION(HttpStatus.UNPROCESSABLE_CONTENT),
    OPINION_SETTLED(HttpStatus.CONFLICT),
    RECTIFIED_BEFORE_RAISED(HttpStatus.UNPROCESSABLE_CONTENT),
    DUE_BEFORE_RAISED(HttpStatus.UNPROCESSABLE_CONTENT),
    RECEIPT_NOT_FOUND(HttpStatus.NOT_FOUND),
    RECEIPT_SHOWN(HttpStatus.CONFLICT),
    NOT_RECTIFIED(HttpStatus.CONFLICT),
    CONFIRMED_BEFORE_RECTIFIED(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    SurveyProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
