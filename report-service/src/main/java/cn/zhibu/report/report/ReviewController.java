package cn.zhibu.report.report;

import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reviews;
import cn.zhibu.report.report.ReportView.Summary;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The review over HTTP: comments on sentences, return, acceptance. */
@RestController
@RequestMapping("/api/report/v1/reports/{id}")
class ReviewController {

    record Remark(@NotBlank String sentence, @NotBlank @Size(max = 1000) String text) {}

    record Return(@NotBlank @Size(max = 1000) String reason) {}

    private final ReviewService service;

    ReviewController(ReviewService service) {
        this.service = service;
    }

    @Reviews
    @PostMapping("/comments")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Summary> comment(@PathVariable String id, @Valid @RequestBody Remark request, Caller caller) {
        return service.comment(id, request.sentence(), request.text(), caller).map(Summary::of);
    }

    @Reviews
    @PostMapping("/return")
    Mono<Summary> giveBack(@PathVariable String id, @Valid @RequestBody Return request, Caller caller) {
        return service.giveBack(id, request.reason(), caller).map(Summary::of);
    }

    @Reviews
    @PostMapping("/acceptance")
    Mono<Summary> accept(@PathVariable String id, Caller caller) {
        return service.accept(id, caller).map(Summary::of);
    }
}
