package cn.zhibu.activity.campaign;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum CampaignProblem implements ProblemType {
    CAMPAIGN_NOT_FOUND(HttpStatus.NOT_FOUND),
    CAMPAIGN_POINT_NOT_FOUND(HttpStatus.NOT_FOUND),
    CAMPAIGN_ANSWER_TAKEN_BACK(HttpStatus.CONFLICT),
    CAMPAIGN_WITHDRAWN(HttpStatus.CONFLICT),
    CAMPAIGN_NOT_LONGER(HttpStatus.UNPROCESSABLE_CONTENT),
    CAMPAIGN_UNIT_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    CAMPAIGN_NOT_ASKED_OF(HttpStatus.CONFLICT),
    CAMPAIGN_DAYS_OUTSIDE(HttpStatus.UNPROCESSABLE_CONTENT),
    TOO_MANY_CAMPAIGN_ANSWERS(HttpStatus.CONFLICT),
    NOT_AN_ANSWER_TO_THIS(HttpStatus.UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    CampaignProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
