package cn.zhibu.activity.task;

import cn.zhibu.activity.task.Milestone.Owner;
import cn.zhibu.activity.task.TaskViews.View;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
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

/** Key tasks and their milestones over HTTP. */
@RestController
@RequestMapping("/api/activity/v1/tasks")
class TaskController {

    /** A member of the branch sees to it, or else whoever is named; nobody where neither is said. */
    record Planning(
            @NotNull @OneLine(100) String text,
            @NotNull @Dated(Dated.Of.PLAN) LocalDate due,
            @Identifier @Nullable String member,
            @OneLine(value = 40, name = true) @Nullable String name) {}

    record Wording(
            @NotNull @OneLine(100) String text,
            @Identifier @Nullable String member,
            @OneLine(value = 40, name = true) @Nullable String name) {}

    record Moving(
            @NotNull @Dated(Dated.Of.PLAN) LocalDate due,
            @NotBlank @Size(max = 200) String reason) {}

    record Reaching(
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on,
            @Size(max = 300) @Nullable String sentence,
            @Size(max = 30) @Identifier @Nullable List<String> evidence) {}

    record Reason(@NotBlank @Size(max = 200) String reason) {}

    /** {@code risk} is left out where nothing stands in its way any more. */
    record Risking(@Size(max = 300) @Nullable String risk) {}

    record Completing(
            @NotNull @Dated(Dated.Of.EVENT) LocalDate date,
            @NotBlank @Size(max = 500) String outcome,
            @Size(max = 30) @Identifier @Nullable List<String> evidence) {}

    private final TaskService service;
    private final Clock clock;

    TaskController(TaskService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    /** Open ones by the day of the next milestone, overdue first; or what is completed or carried on, newest first. */
    @Reads
    @GetMapping
    Mono<Page<View>> list(
            @RequestParam(required = false) @Identifier @Nullable String unit,
            @RequestParam(defaultValue = "false") boolean closed,
            @RequestParam(required = false) @Nullable LocalDate until,
            PageQuery page,
            Caller caller) {
        return service.list(new Tasks.Wanted(unit, closed, until), page, caller).map(found -> found.map(this::view));
    }

    @Reads
    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(this::view);
    }

    @Enters
    @PostMapping("/{id}/milestones")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> plan(@PathVariable String id, @Valid @RequestBody Planning request, Caller caller) {
        return service.add(id, request.text(), request.due(), owner(request.member(), request.name()), caller)
                .map(this::view);
    }

    @Enters
    @PutMapping("/{id}/milestones/{milestone}")
    Mono<View> word(
            @PathVariable String id,
            @PathVariable String milestone,
            @Valid @RequestBody Wording request,
            Caller caller) {
        return service.word(id, milestone, request.text(), owner(request.member(), request.name()), caller)
                .map(this::view);
    }

    /** Another day; the one it had is kept. */
    @Enters
    @PostMapping("/{id}/milestones/{milestone}/day")
    Mono<View> move(
            @PathVariable String id,
            @PathVariable String milestone,
            @Valid @RequestBody Moving request,
            Caller caller) {
        return service.move(id, milestone, request.due(), request.reason(), caller)
                .map(this::view);
    }

    @Enters
    @PostMapping("/{id}/milestones/{milestone}/completion")
    Mono<View> reach(
            @PathVariable String id,
            @PathVariable String milestone,
            @Valid @RequestBody Reaching request,
            Caller caller) {
        return service.reach(id, milestone, request.on(), request.sentence(), files(request.evidence()), caller)
                .map(this::view);
    }

    @Enters
    @PostMapping("/{id}/milestones/{milestone}/cancellation")
    Mono<View> drop(
            @PathVariable String id,
            @PathVariable String milestone,
            @Valid @RequestBody Reason request,
            Caller caller) {
        return service.drop(id, milestone, request.reason(), caller).map(this::view);
    }

    /** It was not reached, or is wanted after all. */
    @Enters
    @PostMapping("/{id}/milestones/{milestone}/reopening")
    Mono<View> reopen(
            @PathVariable String id,
            @PathVariable String milestone,
            @Valid @RequestBody Reason request,
            Caller caller) {
        return service.reopen(id, milestone, request.reason(), caller).map(this::view);
    }

    @Enters
    @PostMapping("/{id}/risk")
    Mono<View> risk(@PathVariable String id, @Valid @RequestBody Risking request, Caller caller) {
        return service.risk(id, request.risk(), caller).map(this::view);
    }

    /** Said of its record, of which this is a correction. */
    @Enters
    @PostMapping("/{id}/completion")
    Mono<View> complete(@PathVariable String id, @Valid @RequestBody Completing request, Caller caller) {
        var how = new TaskService.Completion(request.date(), request.outcome(), files(request.evidence()));
        return service.complete(id, how, caller).map(this::view);
    }

    /** Goes on with it in this year; answers the task that does. */
    @Enters
    @PostMapping("/{id}/continuation")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> carry(@PathVariable String id, Caller caller) {
        return service.carry(id, caller).map(this::view);
    }

    private View view(Task task) {
        return View.of(task, LocalDate.now(clock));
    }

    private static @Nullable Owner owner(@Nullable String member, @Nullable String name) {
        return member != null ? new Owner(member, null) : name != null ? new Owner(null, name) : null;
    }

    private static List<String> files(@Nullable List<String> ids) {
        return ids == null ? List.of() : ids;
    }
}
