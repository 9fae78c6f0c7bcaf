package cn.zhibu.activity.record;

import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.Sought;
import cn.zhibu.platform.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
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

/** Records over HTTP. */
@RestController
@RequestMapping("/api/activity/v1/records")
class RecordController {

    /** {@code again} says that a second one of the same, on the same day, is meant. */
    record Entry(
            @NotNull @Identifier String unit,
            @NotNull @Identifier String kind,
            @NotNull @Dated(Dated.Of.FORM) LocalDate date,
            @NotNull Map<String, Object> values,
            @Size(max = 50) @Identifier @Nullable List<String> about,
            @Size(max = 30) @Identifier @Nullable List<String> evidence,
            @Nullable Boolean imported,
            @Nullable Boolean again) {}

    /** All that the record says from now on: what is left out is empty. */
    record Correction(
            @NotNull @Dated(Dated.Of.FORM) LocalDate date,
            @NotNull Map<String, Object> values,
            @Size(max = 50) @Identifier @Nullable List<String> about,
            @Size(max = 30) @Identifier @Nullable List<String> evidence,
            @NotBlank @Size(max = 200) String reason) {}

    record Withdrawal(@NotBlank @Size(max = 200) String reason) {}

    /** {@code values} holds restricted texts too, for the branch alone. */
    record View(
            String id,
            String unit,
            String kind,
            int kindVersion,
            LocalDate date,
            Map<String, Object> values,
            List<String> about,
            List<String> evidence,
            boolean imported,
            Instant enteredAt,
            String enteredBy,
            boolean late,
            @Nullable Instant changedAt,
            @Nullable String changedBy,
            @Nullable String reason,
            @Nullable String withdrawn,
            GivingController.@Nullable Given giving,
            long version)
            implements Versioned {

        static View of(WorkRecord record, Map<String, String> restricted) {
            var body = record.body();
            var state = record.state();
            var version = record.version();
            var values = new HashMap<>(body.values());
            values.putAll(restricted);
            var changed = state.changed();
            return new View(
                    record.id(),
                    record.scope().unit(),
                    record.kind(),
                    record.kindVersion(),
                    body.date(),
                    values,
                    body.about(),
                    body.files(),
                    state.imported(),
                    state.first().at(),
                    state.first().by(),
                    state.first().lateFor(body.date()),
                    changed == null ? null : changed.at(),
                    changed == null ? null : changed.by(),
                    state.reason(),
                    state.withdrawn(),
                    GivingController.Given.of(record.giving()),
                    version == null ? 0 : version);
        }
    }

    private final RecordService service;

    RecordController(RecordService service) {
        this.service = service;
    }

    @Reads
    @GetMapping
    Mono<Page<View>> list(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String state,
            Sought sought,
            Caller caller) {
        return service.list(new RecordSearch.Wanted(unit, kind, from, until, state), sought, caller)
                .map(found -> found.map(record -> View.of(record, Map.of())));
    }

    @Reads
    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(RecordController::view);
    }

    /** Every version, oldest first, the one in force last. */
    @Reads
    @GetMapping("/{id}/versions")
    Mono<List<View>> versions(@PathVariable String id, Caller caller) {
        return service.versions(id, caller)
                .map(all -> all.stream().map(RecordController::view).toList());
    }

    @Enters
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> enter(@Valid @RequestBody Entry request, Caller caller) {
        var draft = new RecordDrafts.Draft(
                request.date(),
                request.values(),
                listed(request.about()),
                listed(request.evidence()),
                Boolean.TRUE.equals(request.again()));
        return service.enter(request.unit(), request.kind(), draft, Boolean.TRUE.equals(request.imported()), caller)
                .map(RecordController::view);
    }

    @Enters
    @PutMapping("/{id}")
    Mono<View> correct(@PathVariable String id, @Valid @RequestBody Correction request, Caller caller) {
        var draft = new RecordDrafts.Draft(
                request.date(), request.values(), listed(request.about()), listed(request.evidence()), true);
        return service.correct(id, draft, request.reason(), caller).map(RecordController::view);
    }

    @Enters
    @PostMapping("/{id}/withdrawal")
    Mono<View> withdraw(@PathVariable String id, @Valid @RequestBody Withdrawal request, Caller caller) {
        return service.withdraw(id, request.reason(), caller).map(RecordController::view);
    }

    private static View view(RecordService.Shown shown) {
        return View.of(shown.record(), shown.restricted());
    }

    private static List<String> listed(@Nullable List<String> ids) {
        return ids == null ? List.of() : ids;
    }
}
