package cn.zhibu.report.ledger;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum LedgerProblem implements ProblemType {
    LEDGER_ENTRY_NOT_FOUND(HttpStatus.NOT_FOUND),
    LEDGER_NOT_WHOLE(HttpStatus.FORBIDDEN);

    private final HttpStatus status;

    LedgerProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
