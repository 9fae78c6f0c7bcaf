package cn.zhibu.activity.draft;

import cn.zhibu.activity.draft.DraftService.Edition;
import cn.zhibu.activity.draft.DraftService.Shown;
import cn.zhibu.activity.draft.DraftService.Typed;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SignedIn;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own drafts over HTTP. */
@RestController
@RequestMapping("/api/activity/v1")
class DraftController {

    /**
     * What was typed so far.
     *
     * @param draft its id, made by the device on which it was begun
     * @param sort of form
     * @param page where it goes on, in the front
     * @param values all of the form, as JSON
     * @param edition name of this change, made by the device
     * @param onto editions from which this device goes on: those it has seen, and those it has sent without an answer
     */
    record Keeping(
            @NotNull @Identifier String draft,
            @NotNull @Identifier String unit,
            @NotNull DraftForm sort,
            @NotNull @OneLine(200) String title,
            @NotNull @OneLine(500) String page,
            @NotBlank @Size(max = 40000) String values,
            @NotNull @Identifier String edition,
            @Identifier @Size(max = 20) @Nullable List<String> onto) {}

    /**
     * What is there now.
     *
     * @param kept whether it is what was sent; otherwise another device has typed meanwhile, and nothing was written over
     * @param values what the other device has typed; null where it was kept
     */
    record Kept(
            boolean kept,
            String edition,
            Instant changedAt,
            @Nullable String values) {}

    /** One in the list of one's own. */
    record Line(String id, String unit, DraftForm sort, String title, String page, String edition, Instant changedAt) {

        static Line of(Shown shown) {
            var draft = shown.draft();
            return new Line(
                    draft.name(),
                    draft.scope().unit(),
                    draft.body().form(),
                    shown.title(),
                    shown.page(),
                    draft.latest().edition(),
                    draft.latest().changedAt());
        }
    }

    record View(Line draft, String values) {}

    private final DraftService service;

    DraftController(DraftService service) {
        this.service = service;
    }

    /** One's own, the last one first. */
    @SignedIn
    @GetMapping("/drafts")
    Mono<Page<Line>> own(PageQuery page, Caller caller) {
        return service.own(page, caller).map(found -> found.map(Line::of));
    }

    @SignedIn
    @GetMapping("/drafts/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(shown -> new View(Line.of(shown), shown.values()));
    }

    /** Keeps what was typed, unless another device has typed meanwhile: then its words are the answer. */
    @SignedIn
    @PostMapping("/drafts")
    Mono<Kept> keep(@Valid @RequestBody Keeping request, Caller caller) {
        var edition = new Edition(request.edition(), Objects.requireNonNullElse(request.onto(), List.of()));
        var typed = new Typed(
                request.draft(),
                request.unit(),
                request.sort(),
                request.title(),
                request.page(),
                request.values(),
                edition);
        return service.keep(typed, caller).flatMap(draft -> {
            var there = draft.latest();
            return there.edition().equals(request.edition())
                    ? Mono.just(new Kept(true, there.edition(), there.changedAt(), null))
                    : service.values(draft, caller)
                            .map(values -> new Kept(false, there.edition(), there.changedAt(), values));
        });
    }

    /** Thrown away, or sent; the same again changes nothing. */
    @SignedIn
    @PostMapping("/drafts/{id}/removal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(@PathVariable String id, Caller caller) {
        return service.remove(id, caller);
    }
}
