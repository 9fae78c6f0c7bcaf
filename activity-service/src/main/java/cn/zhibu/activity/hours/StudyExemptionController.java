package cn.zhibu.activity.hours;

import cn.zhibu.activity.hours.StudyExemption.Ground;
import cn.zhibu.activity.hours.StudyExemption.Span;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.InOrder;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Exemptions over HTTP; those of a year stand in the study hours of the branch. */
@RestController
@RequestMapping("/api/activity/v1/study-exemptions")
class StudyExemptionController {

    /** {@code lastDay} where one is known; {@code note} is kept sealed. */
    @InOrder({"from", "lastDay"})
    record Entry(
            @NotNull @Identifier String unit,
            @NotNull @Identifier String member,
            @NotNull @Dated(Dated.Of.PLAN) LocalDate from,
            @Dated(Dated.Of.PLAN) @Nullable LocalDate lastDay,
            @NotNull Ground ground,
            @Size(max = 200) @Nullable String note) {}

    record Withdrawal(@NotBlank @Size(max = 200) String reason) {}

    record View(
            String id,
            String member,
            LocalDate from,
            @Nullable LocalDate lastDay,
            Ground ground,
            @Nullable String note,
            @Nullable String withdrawn,
            long version)
            implements Versioned {

        static View of(StudyExemptionService.Shown shown) {
            var exemption = shown.exemption();
            var version = exemption.version();
            return new View(
                    exemption.id(),
                    exemption.member(),
                    exemption.span().from(),
                    exemption.span().until(),
                    shown.why().ground(),
                    shown.why().note(),
                    exemption.state().withdrawn(),
                    version == null ? 0 : version);
        }
    }

    private final StudyExemptionService service;

    StudyExemptionController(StudyExemptionService service) {
        this.service = service;
    }

    @Enters
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> enter(@Valid @RequestBody Entry request, Caller caller) {
        var span = new Span(request.from(), request.lastDay());
        var told = new StudyExemptionService.Told(request.ground(), request.note());
        return service.enter(request.unit(), request.member(), span, told, caller)
                .map(View::of);
    }

    @Enters
    @PostMapping("/{id}/withdrawal")
    Mono<View> withdraw(@PathVariable String id, @Valid @RequestBody Withdrawal request, Caller caller) {
        return service.withdraw(id, request.reason(), caller).map(View::of);
    }
}
