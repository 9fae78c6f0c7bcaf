package cn.zhibu.report.report;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way in which reports can refuse. */
enum ReportProblem implements ProblemType {
    REPORT_NOT_FOUND(HttpStatus.NOT_FOUND),
    BRANCH_NOT_FOUND(HttpStatus.NOT_FOUND),
    NOT_A_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT),
    TEMPLATE_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    YEAR_NOT_REPORTABLE(HttpStatus.UNPROCESSABLE_CONTENT),
    YEAR_MISSING(HttpStatus.UNPROCESSABLE_CONTENT),
    TERM_MISSING(HttpStatus.UNPROCESSABLE_CONTENT),
    TERM_NOT_REPORTABLE(HttpStatus.UNPROCESSABLE_CONTENT),
    REPORT_EXISTS(HttpStatus.CONFLICT),
    SECTION_NOT_FOUND(HttpStatus.NOT_FOUND),
    SENTENCE_NOT_FOUND(HttpStatus.NOT_FOUND),
    FIGURE_NOT_FOUND(HttpStatus.NOT_FOUND),
    REPORT_NOT_OPEN(HttpStatus.CONFLICT),
    NOTHING_WITH_EVIDENCE(HttpStatus.UNPROCESSABLE_CONTENT),
    NOT_SUBMITTED(HttpStatus.CONFLICT),
    NEVER_SUBMITTED(HttpStatus.CONFLICT),
    REVIEWER_NOT_INDEPENDENT(HttpStatus.FORBIDDEN),
    REVIEWER_NOT_NEAREST(HttpStatus.FORBIDDEN),
    SECRETARY_SUBMITS(HttpStatus.FORBIDDEN),
    EDITION_NOT_FOUND(HttpStatus.NOT_FOUND);

    private final HttpStatus status;

    ReportProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
