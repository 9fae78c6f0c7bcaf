package cn.zhibu.activity.survey;

import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.platform.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Surveys over HTTP. */
@RestController
@RequestMapping("/api/activity/v1/surveys")
class SurveyController {

    record Opening(
            @NotNull @Identifier String unit,
            @NotNull @OneLine(value = 80, name = true) String title,
            @Size(max = 500) @Nullable String question,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate opensOn,
            @Dated(Dated.Of.PLAN) @Nullable LocalDate closesOn) {}

    record Closing(@NotNull @Dated(Dated.Of.EVENT) LocalDate on) {}

    /** Numbers of opinions: all that count, rectified ones (confirmed or not), confirmed ones. */
    record View(
            String id,
            String unit,
            String title,
            @Nullable String question,
            LocalDate opensOn,
            @Nullable LocalDate closesOn,
            @Nullable LocalDate closedOn,
            long opinions,
            long rectified,
            long confirmed,
            long version)
            implements Versioned {

        static View of(SurveyService.Counted counted) {
            var survey = counted.survey();
            var version = survey.version();
            return new View(
                    survey.id(),
                    survey.scope().unit(),
                    survey.title(),
                    survey.question(),
                    survey.opensOn(),
                    survey.closesOn(),
                    survey.closedOn(),
                    counted.opinions(),
                    counted.rectified(),
                    counted.confirmed(),
                    version == null ? 0 : version);
        }
    }

    private final SurveyService service;

    SurveyController(SurveyService service) {
        this.service = service;
    }

    @Reads
    @GetMapping
    Mono<Page<View>> list(@RequestParam(required = false) @Nullable String unit, PageQuery page, Caller caller) {
        return service.list(unit, page, caller).map(found -> found.map(View::of));
    }

    @Reads
    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(View::of);
    }

    @Enters
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> open(@Valid @RequestBody Opening request, Caller caller) {
        return service.open(
                        request.unit(),
                        request.title(),
                        request.question(),
                        request.opensOn(),
                        request.closesOn(),
                        caller)
                .map(View::of);
    }

    @Enters
    @PostMapping("/{id}/closure")
    Mono<View> close(@PathVariable String id, @Valid @RequestBody Closing request, Caller caller) {
        return service.close(id, request.on(), caller).map(View::of);
    }
}
