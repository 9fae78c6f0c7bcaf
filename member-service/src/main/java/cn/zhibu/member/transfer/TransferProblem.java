package cn.zhibu.member.transfer;

import cn.zhibu.process.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Every way this feature refuses. */
enum TransferProblem implements ProblemType {
    TRANSFER_NOT_FOUND(HttpStatus.NOT_FOUND),
    TRANSFER_MEMBER_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    TRANSFER_PERSON_NOT_KNOWN(HttpStatus.UNPROCESSABLE_CONTENT),
    TRANSFER_BRANCH_NOT_FOUND(HttpStatus.UNPROCESSABLE_CONTENT),
    TRANSFER_BRANCH_CLOSED(HttpStatus.UNPROCESSABLE_CONTENT),
    TRANSFER_SAME_BRANCH(HttpStatus.UNPROCESSABLE_CONTENT),
    TRANSFER_STILL_MEMBER(HttpStatus.CONFLICT),
    TRANSFER_MEMBER_LEAVING(HttpStatus.CONFLICT),
    TRANSFER_OPEN_ALREADY(HttpStatus.CONFLICT),
    TRANSFER_ACCEPTED_ALREADY(HttpStatus.CONFLICT),
    TRANSFER_REFUSED_ALREADY(HttpStatus.CONFLICT),
    TRANSFER_WITHDRAWN_ALREADY(HttpStatus.CONFLICT),
    TRANSFER_ENDED_ALREADY(HttpStatus.CONFLICT),
    TRANSFER_TOO_EARLY(HttpStatus.UNPROCESSABLE_CONTENT),
    TRANSFER_STANDING(HttpStatus.UNPROCESSABLE_CONTENT),
    LETTER_NOT_OF_THIS(HttpStatus.CONFLICT),
    LETTER_NUMBER_USED(HttpStatus.CONFLICT),
    LETTER_TOO_EARLY(HttpStatus.UNPROCESSABLE_CONTENT),
    LETTERS_FULL(HttpStatus.CONFLICT);

    private final HttpStatus status;

    TransferProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
