package cn.zhibu.activity.survey;

import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Open;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Receipts of opinions over HTTP: made by the branch, opened without signing in. */
@RestController
@RequestMapping("/api/activity/v1")
class ReceiptController {

    /** The code to be handed over. */
    record Code(String code) {}

    record Answering(@NotNull @Nullable Boolean done) {}

    /** What was done about the opinion, without its words and without any name but the measure's own. */
    record View(
            LocalDate raisedOn,
            String category,
            Opinion.Status status,
            @Nullable String action,
            @Nullable LocalDate rectifiedOn,
            @Nullable LocalDate confirmedOn,
            @Nullable LocalDate disputedOn) {

        static View of(Opinion opinion) {
            var done = opinion.rectification();
            var receipt = opinion.receipt();
            return new View(
                    opinion.raisedOn(),
                    opinion.category(),
                    opinion.status(),
                    done == null ? null : done.action(),
                    done == null ? null : done.on(),
                    done == null ? null : done.confirmedOn(),
                    receipt == null ? null : receipt.disputedOn());
        }
    }

    private final Receipts receipts;

    ReceiptController(Receipts receipts) {
        this.receipts = receipts;
    }

    @Enters
    @PostMapping("/opinions/{id}/receipt")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Code> issue(@PathVariable String id, Caller caller) {
        return receipts.issue(id, caller).map(Code::new);
    }

    @Open
    @GetMapping("/open/receipts/{token}")
    Mono<View> one(@PathVariable String token) {
        return receipts.open(token).map(View::of);
    }

    /** Done, or not yet. */
    @Open
    @PostMapping("/open/receipts/{token}/answer")
    Mono<View> answer(@PathVariable String token, @Valid @RequestBody Answering request) {
        return receipts.answer(token, Boolean.TRUE.equals(request.done())).map(View::of);
    }
}
