package cn.zhibu.activity.plan;

import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.security.SignedIn;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
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

/** Plans over HTTP. */
@RestController
@RequestMapping("/api/activity/v1")
class PlanController {

    /** {@code start} as a time of the day in China; {@code asked} are members, none for all of the branch. */
    record Entry(
            @NotNull @Identifier String unit,
            @NotNull @Dated(Dated.Of.PLAN) LocalDate date,
            @NotNull @Valid Common common) {

        Plan.Body body() {
            return common.body().on(date);
        }
    }

    /** All of a plan: what is left out is empty. */
    record Change(
            @NotNull @Dated(Dated.Of.PLAN) LocalDate date,
            @NotNull @Valid Common common) {

        Plan.Body body() {
            return common.body().on(date);
        }
    }

    /** What meetings of a series have in common. */
    record Common(
            @NotEmpty Set<MeetingForm> forms,
            @NotNull @OneLine(value = 100, name = true) String topic,
            @Nullable LocalTime start,
            @OneLine(60) @Nullable String place,
            @Size(max = 30) @Nullable List<@Valid Point> agenda,
            @Size(max = 30) @Identifier @Nullable List<String> groups,
            @Size(max = 500) @Identifier @Nullable List<String> asked) {

        /** Without its day. */
        Plan.Body body() {
            return new Plan.Body(
                    forms,
                    LocalDate.MIN,
                    start == null ? null : start.truncatedTo(ChronoUnit.MINUTES).toString(),
                    place,
                    topic,
                    agenda == null
                            ? List.of()
                            : agenda.stream().map(Point::title).toList(),
                    groups == null ? List.of() : groups,
                    asked == null ? List.of() : asked);
        }
    }

    record Point(@NotNull @OneLine(value = 100, name = true) String title) {}

    record Cancellation(@NotBlank @Size(max = 200) String reason) {}

    private final PlanService service;

    PlanController(PlanService service) {
        this.service = service;
    }

    @Reads
    @GetMapping("/plans")
    Mono<Page<PlanViews.View>> list(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(defaultValue = "OPEN") Plans.Which which,
            PageQuery page,
            Caller caller) {
        return service.list(new Plans.Wanted(unit, from, until, which), page, caller)
                .map(found -> found.map(PlanViews.View::of));
    }

    @Reads
    @GetMapping("/plans/{id}")
    Mono<PlanViews.View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(PlanViews.View::of);
    }

    /** For whoever belongs to the branch by any role, once notice was given. */
    @SignedIn
    @GetMapping("/plans/{id}/invitation")
    Mono<PlanViews.Invitation> invitation(@PathVariable String id, Caller caller) {
        return service.invitation(id, caller).map(PlanViews.Invitation::of);
    }

    @Enters
    @PostMapping("/plans")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<PlanViews.View> enter(@Valid @RequestBody Entry request, Caller caller) {
        return service.plan(request.unit(), request.body(), caller).map(PlanViews.View::of);
    }

    @Enters
    @PutMapping("/plans/{id}")
    Mono<PlanViews.View> change(@PathVariable String id, @Valid @RequestBody Change request, Caller caller) {
        return service.change(id, request.body(), caller).map(PlanViews.View::of);
    }

    @Enters
    @PostMapping("/plans/{id}/notice")
    Mono<PlanViews.View> tell(@PathVariable String id, Caller caller) {
        return service.notify(id, caller).map(PlanViews.View::of);
    }

    @Enters
    @PostMapping("/plans/{id}/cancellation")
    Mono<PlanViews.View> cancel(@PathVariable String id, @Valid @RequestBody Cancellation request, Caller caller) {
        return service.cancel(id, request.reason(), caller).map(PlanViews.View::of);
    }
}
