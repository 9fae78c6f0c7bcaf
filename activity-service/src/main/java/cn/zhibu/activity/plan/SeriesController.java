package cn.zhibu.activity.plan;

import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.InOrder;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Series of plans over HTTP. */
@RestController
@RequestMapping("/api/activity/v1")
class SeriesController {

    /** Every month: on {@code day} of it, or on its {@code nth} {@code weekday}; its last one where it has no such day. */
    @InOrder({"from", "until"})
    record Entry(
            @NotNull @Identifier String unit,
            @NotNull @Dated(Dated.Of.PLAN) LocalDate from,
            @NotNull @Dated(Dated.Of.PLAN) LocalDate until,
            @Min(1) @Max(31) @Nullable Integer day,
            @Min(1) @Max(5) @Nullable Integer nth,
            @Nullable DayOfWeek weekday,
            @NotNull @Valid PlanController.Common common) {

        Rhythm rhythm() {
            return new Rhythm(day, nth, weekday, from, until);
        }
    }

    record Following(@NotNull @Valid PlanController.Common common) {}

    /** The plans of a series from one on. */
    record View(String series, List<PlanViews.View> plans) {

        static View of(List<Plan> plans) {
            var part = plans.isEmpty() ? null : plans.get(0).part();
            return new View(
                    part == null ? "" : part.series(),
                    plans.stream().map(PlanViews.View::of).toList());
        }
    }

    private final SeriesService service;

    SeriesController(SeriesService service) {
        this.service = service;
    }

    @Enters
    @PostMapping("/plan-series")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> plan(@Valid @RequestBody Entry request, Caller caller) {
        return service.plan(request.unit(), request.rhythm(), request.common().body(), caller)
                .map(View::of);
    }

    /** This one and all that follow; each keeps its day. */
    @Enters
    @PostMapping("/plans/{id}/following")
    Mono<View> change(@PathVariable String id, @Valid @RequestBody Following request, Caller caller) {
        return service.edit(id, request.common().body(), null, caller).map(View::of);
    }

    @Enters
    @PostMapping("/plans/{id}/following/cancellation")
    Mono<View> cancel(@PathVariable String id, @Valid @RequestBody PlanController.Cancellation request, Caller caller) {
        return service.edit(id, null, request.reason(), caller).map(View::of);
    }
}
