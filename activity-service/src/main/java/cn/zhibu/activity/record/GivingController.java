package cn.zhibu.activity.record;

import cn.zhibu.activity.record.Giving.Answer;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.platform.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What one branch has given to another, over HTTP: the other side reads it and says whether it is so. */
@RestController
@RequestMapping("/api/activity/v1/givings")
class GivingController {

    /** {@code date} and numbers in {@code values} as they were there, where something is different. */
    record Answering(
            @NotNull Answer answer,
            @Dated(Dated.Of.FORM) @Nullable LocalDate date,
            @Size(max = 40) @Nullable Map<String, Object> values,
            @Size(max = 200) @Nullable String reason) {}

    /** What the other side said. */
    record Said(
            @Nullable LocalDate date,
            Map<String, Object> values,
            @Nullable String reason,
            Instant at) {

        static @Nullable Said of(Giving.@Nullable Said said) {
            return said == null
                    ? null
                    : new Said(
                            said.date(),
                            said.values(),
                            said.reason(),
                            said.entry().at());
        }
    }

    /** The other side of a record as its owner sees it. */
    record Given(
            String other,
            Answer answer,
            boolean again,
            @Nullable Said said) {

        static @Nullable Given of(@Nullable Giving giving) {
            return giving == null
                    ? null
                    : new Given(giving.other().unit(), giving.answer(), giving.again(), Said.of(giving.said()));
        }
    }

    /**
     * The record without what stays with its owner: restricted texts and files. Members are ids that say nothing there.
     *
     * @param unit the branch that gave
     * @param other the branch that is asked
     * @param again whether it had answered before the record was corrected
     */
    record View(
            String id,
            String unit,
            String other,
            String kind,
            int kindVersion,
            LocalDate date,
            Map<String, Object> values,
            Answer answer,
            boolean again,
            @Nullable Said said,
            Instant enteredAt,
            @Nullable String withdrawn,
            long version)
            implements Versioned {

        static View of(WorkRecord record) {
            var giving = Objects.requireNonNull(record.giving());
            var version = record.version();
            return new View(
                    record.id(),
                    record.scope().unit(),
                    giving.other().unit(),
                    record.kind(),
                    record.kindVersion(),
                    record.body().date(),
                    record.body().values(),
                    giving.answer(),
                    giving.again(),
                    Said.of(giving.said()),
                    record.state().first().at(),
                    record.state().withdrawn(),
                    version == null ? 0 : version);
        }
    }

    private final GivingService service;

    GivingController(GivingService service) {
        this.service = service;
    }

    /** {@code turn} asks only for what waits for these units: to be answered, or to be corrected by what was answered. */
    @Enters
    @GetMapping
    Mono<Page<View>> list(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable Boolean turn,
            PageQuery page,
            Caller caller) {
        return service.list(unit, Boolean.TRUE.equals(turn), page, caller).map(found -> found.map(View::of));
    }

    @Reads
    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(View::of);
    }

    @Enters
    @PutMapping("/{id}/answer")
    Mono<View> answer(@PathVariable String id, @Valid @RequestBody Answering request, Caller caller) {
        var values = request.values();
        var typed = new GivingService.Typed(
                request.answer(), request.date(), values == null ? Map.of() : values, request.reason());
        return service.answer(id, typed, caller).map(View::of);
    }
}
