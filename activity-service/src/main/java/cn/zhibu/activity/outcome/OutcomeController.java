package cn.zhibu.activity.outcome;

import cn.zhibu.activity.outcome.Outcome.State;
import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Outcomes over HTTP. */
@RestController
@RequestMapping("/api/activity/v1/outcomes")
class OutcomeController {

    /** {@code sentence} says why, where it is dropped. */
    record Stating(
            @NotNull State state,
            @Size(max = 300) @Nullable String sentence,
            @Size(max = 30) @Identifier @Nullable List<String> evidence) {}

    /** A measure or goal, by the id of its record, with what has become of it where that was said. */
    record View(
            String record,
            String unit,
            String kind,
            LocalDate date,
            int year,
            String text,
            @Nullable State state,
            @Nullable String sentence,
            List<String> evidence,
            @Nullable Instant statedAt) {

        static View of(OutcomeService.Shown shown) {
            var intended = shown.intended();
            var body = shown.outcome() == null ? null : shown.outcome().body();
            return new View(
                    intended.id(),
                    intended.scope().unit(),
                    intended.kind(),
                    intended.date(),
                    intended.year(),
                    intended.text(),
                    body == null ? null : body.state(),
                    body == null ? null : body.sentence(),
                    body == null ? List.of() : body.evidence(),
                    body == null ? null : body.by().at());
        }
    }

    private final OutcomeService service;

    OutcomeController(OutcomeService service) {
        this.service = service;
    }

    /** What a branch has set itself for {@code year}; nothing where there is none, or it is beyond one's grants. */
    @Reads
    @GetMapping
    Mono<List<View>> list(@RequestParam @Identifier String unit, @RequestParam @CalendarYear int year, Caller caller) {
        return service.list(unit, year, caller)
                .map(all -> all.stream().map(View::of).toList());
    }

    @Enters
    @PostMapping("/{id}")
    Mono<View> state(@PathVariable String id, @Valid @RequestBody Stating request, Caller caller) {
        var files = request.evidence() == null ? List.<String>of() : request.evidence();
        return service.state(id, request.state(), request.sentence(), files, caller)
                .map(View::of);
    }
}
