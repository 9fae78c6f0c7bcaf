package cn.zhibu.member.development;

import cn.zhibu.member.development.Development.Ending;
import cn.zhibu.member.development.DevelopmentService.Applicant;
import cn.zhibu.member.development.DevelopmentService.Shown;
import cn.zhibu.member.development.DevelopmentService.Taken;
import cn.zhibu.member.development.DevelopmentViews.Line;
import cn.zhibu.member.development.DevelopmentViews.View;
import cn.zhibu.member.development.Entry.Result;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Looks;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.rules.DevelopmentPack.Stage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The development of members over HTTP. Who may enter which step is decided in the service. */
@RestController
@RequestMapping("/api/member/v1/developments")
@Reads
class DevelopmentController {

    private static final String KEEPS = "hasAnyAuthority('ENTER', 'ADMINISTER')";
    private static final String TAKES = "hasAnyAuthority('ENTER', 'REVIEW', 'ADMINISTER')";

    /** An application. {@code member}: the file on the roster, where there is one. */
    record Opening(
            @NotNull @Identifier String unit,
            @NotNull @OneLine(value = 40, name = true) String name,
            @NotNull @Dated(Dated.Of.BIRTH) LocalDate born,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on,
            @Identifier @Nullable String member,
            @Size(max = 500) @Nullable String note) {}

    record Naming(
            @NotNull @OneLine(value = 40, name = true) String name,
            @NotNull @Dated(Dated.Of.BIRTH) LocalDate born,
            @Identifier @Nullable String member,
            @NotBlank @Size(max = 200) String reason) {}

    /** {@code step} as the rules name it; {@code who} took it. */
    record Recording(
            @NotNull @Identifier String step,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on,
            @NotNull Result result,
            @OneLine(100) @Nullable String who,
            @Size(max = 500) @Nullable String note) {}

    record Correction(
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on,
            @NotNull Result result,
            @OneLine(100) @Nullable String who,
            @Size(max = 500) @Nullable String note,
            @NotBlank @Size(max = 200) String reason) {}

    /** {@code months} within the bounds that the rules set. */
    record Extension(
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on,
            @NotNull @Min(1) @Max(60) Integer months) {}

    record EndRequest(
            @NotNull Ending ending,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on,
            @NotBlank @Size(max = 200) String reason) {}

    private final DevelopmentService service;

    DevelopmentController(DevelopmentService service) {
        this.service = service;
    }

    /** Those under way, what is due first first, of a stage or with something due {@code until} a day; or those that are over. */
    @GetMapping
    Mono<Page<Line>> list(
            @RequestParam(required = false) @Identifier @Nullable String unit,
            @RequestParam(defaultValue = "false") boolean closed,
            @RequestParam(required = false) @Nullable Stage stage,
            @RequestParam(required = false) @Nullable LocalDate until,
            PageQuery page,
            Caller caller) {
        return service.list(new Developments.Wanted(unit, closed, stage, until), page, caller)
                .map(found -> found.map(Line::of));
    }

    @Looks("development")
    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return answer(service.one(id, caller), caller);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize(KEEPS)
    Mono<View> open(@Valid @RequestBody Opening request, Caller caller) {
        var applicant = new Applicant(request.name(), request.born(), request.member());
        var application = new Taken(Development.APPLICATION, request.on(), Result.PASSED, null, request.note());
        return answer(service.open(request.unit(), applicant, application, caller), caller);
    }

    /** Who it is was typed wrongly. */
    @PostMapping("/{id}/person")
    @PreAuthorize(KEEPS)
    Mono<View> identify(@PathVariable String id, @Valid @RequestBody Naming request, Caller caller) {
        var applicant = new Applicant(request.name(), request.born(), request.member());
        return answer(service.identify(id, applicant, request.reason(), caller), caller);
    }

    @PostMapping("/{id}/steps")
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize(TAKES)
    Mono<View> take(@PathVariable String id, @Valid @RequestBody Recording request, Caller caller) {
        var taken = new Taken(request.step(), request.on(), request.result(), request.who(), request.note());
        return answer(service.take(id, taken, caller), caller);
    }

    /** How the step was entered before is kept. */
    @PostMapping("/{id}/steps/{entry}/correction")
    @PreAuthorize(TAKES)
    Mono<View> correct(
            @PathVariable String id,
            @PathVariable String entry,
            @Valid @RequestBody Correction request,
            Caller caller) {
        var taken = new Taken("", request.on(), request.result(), request.who(), request.note());
        return answer(service.correct(id, entry, taken, request.reason(), caller), caller);
    }

    @PostMapping("/{id}/extension")
    @PreAuthorize(KEEPS)
    Mono<View> extend(@PathVariable String id, @Valid @RequestBody Extension request, Caller caller) {
        return answer(service.extend(id, request.on(), request.months(), caller), caller);
    }

    @PostMapping("/{id}/ending")
    @PreAuthorize(KEEPS)
    Mono<View> end(@PathVariable String id, @Valid @RequestBody EndRequest request, Caller caller) {
        return answer(service.end(id, request.ending(), request.on(), request.reason(), caller), caller);
    }

    private Mono<View> answer(Mono<Shown> found, Caller caller) {
        return found.flatMap(shown -> service.words(shown, caller)
                .map(opened -> DevelopmentViews.view(shown, opened, service.judge(), caller)));
    }
}
