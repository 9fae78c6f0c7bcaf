package cn.zhibu.activity.disclosure;

import cn.zhibu.activity.disclosure.Disclosure.Audience;
import cn.zhibu.activity.disclosure.Disclosure.Body;
import cn.zhibu.activity.disclosure.Disclosure.Category;
import cn.zhibu.activity.disclosure.Disclosure.Manner;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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

/** Disclosures over HTTP. */
@RestController
@RequestMapping("/api/activity/v1/disclosures")
class DisclosureController {

    /** {@code content} in a line, {@code text} as it is to be read, {@code until} the last day; without it, for good. */
    record Saying(
            @NotNull @OneLine(value = 100, name = true) String content,
            @NotNull Category category,
            @NotNull Audience audience,
            @NotNull Manner manner,
            @NotBlank @Size(max = 5000) String text,
            @Dated(Dated.Of.PLAN) @Nullable LocalDate until) {

        Body body() {
            return new Body(content, category, audience, manner, text, until);
        }
    }

    record Proposing(
            @NotNull @Identifier String unit,
            @NotNull @OneLine(value = 100, name = true) String content,
            @NotNull Category category,
            @NotNull Audience audience,
            @NotNull Manner manner,
            @NotBlank @Size(max = 5000) String text,
            @Dated(Dated.Of.PLAN) @Nullable LocalDate until) {

        Body body() {
            return new Body(content, category, audience, manner, text, until);
        }
    }

    /** {@code reason} is asked for where it is not let through. */
    record Judging(
            @NotNull @Nullable Boolean passed,
            @Size(max = 200) @Nullable String reason) {

        boolean yes() {
            return Boolean.TRUE.equals(passed);
        }
    }

    record Publishing(@NotNull @Dated(Dated.Of.EVENT) LocalDate date) {}

    record Withdrawal(@NotBlank @Size(max = 200) String reason) {}

    record StepView(
            Disclosure.Act act,
            Instant at,
            String by,
            @Nullable String reason) {}

    record View(
            String id,
            String unit,
            String content,
            Category category,
            Audience audience,
            Manner manner,
            String text,
            @Nullable LocalDate until,
            Disclosure.Status status,
            List<StepView> steps,
            LocalDate proposedOn,
            @Nullable LocalDate publishedOn,
            long version)
            implements Versioned {

        static View of(Disclosure disclosure) {
            var body = disclosure.body();
            var version = disclosure.version();
            return new View(
                    disclosure.id(),
                    disclosure.scope().unit(),
                    body.content(),
                    body.category(),
                    body.audience(),
                    body.manner(),
                    body.text(),
                    body.until(),
                    disclosure.status(),
                    disclosure.steps().stream()
                            .map(step -> new StepView(
                                    step.act(), step.by().at(), step.by().by(), step.reason()))
                            .toList(),
                    disclosure.proposedOn(),
                    disclosure.publishedOn(),
                    version == null ? 0 : version);
        }
    }

    private final DisclosureService service;

    DisclosureController(DisclosureService service) {
        this.service = service;
    }

    /** Those on their way are for the branch alone. */
    @Reads
    @GetMapping
    Mono<Page<View>> list(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(defaultValue = "OPEN") Disclosures.Which which,
            PageQuery page,
            Caller caller) {
        return service.list(unit, which, page, caller).map(found -> found.map(View::of));
    }

    @Reads
    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(View::of);
    }

    @Enters
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> propose(@Valid @RequestBody Proposing request, Caller caller) {
        return service.propose(request.unit(), request.body(), caller).map(View::of);
    }

    /** In other words, and so through all steps again. */
    @Enters
    @PutMapping("/{id}")
    Mono<View> change(@PathVariable String id, @Valid @RequestBody Saying request, Caller caller) {
        return service.change(id, request.body(), caller).map(View::of);
    }

    @Enters
    @PostMapping("/{id}/examination")
    Mono<View> examine(@PathVariable String id, @Valid @RequestBody Judging request, Caller caller) {
        return service.examine(id, request.yes(), request.reason(), caller).map(View::of);
    }

    @Enters
    @PostMapping("/{id}/approval")
    Mono<View> approve(@PathVariable String id, @Valid @RequestBody Judging request, Caller caller) {
        return service.approve(id, request.yes(), request.reason(), caller).map(View::of);
    }

    @Enters
    @PostMapping("/{id}/publication")
    Mono<View> publish(@PathVariable String id, @Valid @RequestBody Publishing request, Caller caller) {
        return service.publish(id, request.date(), caller).map(View::of);
    }

    @Enters
    @PostMapping("/{id}/withdrawal")
    Mono<View> withdraw(@PathVariable String id, @Valid @RequestBody Withdrawal request, Caller caller) {
        return service.withdraw(id, request.reason(), caller).map(View::of);
    }
}
