package cn.zhibu.report.report;

import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reviews;
import cn.zhibu.report.report.ReportView.View;
import cn.zhibu.words.Language;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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

    record Remark(
            @NotNull @Identifier String sentence,
            @NotBlank @Size(max = 1000) String text) {}

    record Return(@NotBlank @Size(max = 1000) String reason) {}

    private final ReviewService service;
    private final ReportService reports;

    ReviewController(ReviewService service, ReportService reports) {
        this.service = service;
        this.reports = reports;
    }

    @Reviews
    @PostMapping("/comments")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> comment(
            @PathVariable String id, @Valid @RequestBody Remark request, @Nullable Locale locale, Caller caller) {
        return service.comment(id, request.sentence(), request.text(), caller)
                .flatMap(report -> reports.one(report.id(), caller))
                .map(shown -> View.of(shown, Language.of(locale)));
    }

    @Reviews
    @PostMapping("/return")
    Mono<View> giveBack(
            @PathVariable String id, @Valid @RequestBody Return request, @Nullable Locale locale, Caller caller) {
        return service.giveBack(id, request.reason(), caller)
                .flatMap(report -> reports.one(report.id(), caller))
                .map(shown -> View.of(shown, Language.of(locale)));
    }

    @Reviews
    @PostMapping("/acceptance")
    Mono<View> accept(@PathVariable String id, @Nullable Locale locale, Caller caller) {
        return service.accept(id, caller)
                .flatMap(report -> reports.one(report.id(), caller))
                .map(shown -> View.of(shown, Language.of(locale)));
    }
}
