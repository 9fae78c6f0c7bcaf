package cn.zhibu.activity.appraisal;

import cn.zhibu.activity.appraisal.Appraisal.Grade;
import cn.zhibu.activity.appraisal.Appraisal.Typed;
import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Versioned;
import cn.zhibu.rules.Article;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Appraisals over HTTP. */
@RestController
@RequestMapping("/api/activity/v1/appraisals")
class AppraisalController {

    /** {@code toldOn} the day on which the member was told. */
    record GradeEntry(
            @NotNull @Identifier String member,
            @NotNull Grade grade,
            @Dated(Dated.Of.EVENT) @Nullable LocalDate toldOn) {

        static List<Typed> typed(List<GradeEntry> entries) {
            return entries.stream()
                    .map(one -> new Typed(one.member(), one.grade(), one.toldOn()))
                    .toList();
        }
    }

    record Holding(
            @NotNull @Identifier String unit,
            @NotNull @CalendarYear Integer year,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on,
            @NotNull @Size(max = 500) List<@Valid GradeEntry> grades) {}

    record Keeping(
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on,
            @NotNull @Size(max = 500) List<@Valid GradeEntry> grades) {}

    record GradeView(String member, Grade grade, @Nullable LocalDate toldOn) {}

    record CountView(Grade grade, int count) {}

    /** {@code atMost} the greatest part that it allows, as numerator and denominator. */
    record ArticleView(
            String rule,
            Map<String, String> text,
            Map<String, String> article,
            String mark,
            @Nullable List<Integer> atMost) {

        static ArticleView of(Article article) {
            return new ArticleView(
                    article.id(),
                    article.text().texts(),
                    article.article().texts(),
                    article.mark().name(),
                    article.atMost());
        }
    }

    /** {@code id} is there once it is entered; {@code most} can be excellent; {@code grades} for the branch alone. */
    record View(
            @Nullable String id,
            String unit,
            int year,
            @Nullable LocalDate on,
            List<CountView> counts,
            int most,
            int told,
            @Nullable List<GradeView> grades,
            List<ArticleView> articles,
            long version)
            implements Versioned {

        static View of(AppraisalService.Shown shown) {
            var appraisal = shown.appraisal();
            var grades = shown.grades();
            var version = appraisal == null ? null : appraisal.version();
            return new View(
                    appraisal == null ? null : appraisal.id(),
                    shown.unit(),
                    shown.year(),
                    appraisal == null ? null : appraisal.on(),
                    appraisal == null
                            ? List.of()
                            : Arrays.stream(Grade.values())
                                    .map(grade -> new CountView(grade, appraisal.count(grade)))
                                    .toList(),
                    shown.most(),
                    appraisal == null ? 0 : appraisal.told(),
                    grades == null
                            ? null
                            : grades.stream()
                                    .map(one -> new GradeView(one.member(), one.grade(), one.toldOn()))
                                    .toList(),
                    shown.articles().stream().map(ArticleView::of).toList(),
                    version == null ? 0 : version);
        }
    }

    private final AppraisalService service;

    AppraisalController(AppraisalService service) {
        this.service = service;
    }

    @Reads
    @GetMapping
    Mono<View> year(@RequestParam String unit, @RequestParam @CalendarYear Integer year, Caller caller) {
        return service.year(unit, year, caller).map(View::of);
    }

    @Enters
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> hold(@Valid @RequestBody Holding request, Caller caller) {
        var grades = GradeEntry.typed(request.grades());
        return service.hold(request.unit(), request.year(), request.on(), grades, caller)
                .map(View::of);
    }

    @Enters
    @PutMapping("/{id}")
    Mono<View> keep(@PathVariable String id, @Valid @RequestBody Keeping request, Caller caller) {
        return service.keep(id, request.on(), GradeEntry.typed(request.grades()), caller)
                .map(View::of);
    }
}
