package cn.zhibu.activity.notebook;

import cn.zhibu.activity.notebook.NoteService.Shown;
import cn.zhibu.activity.notebook.NoteService.Written;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.SignedIn;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.platform.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The notebook over HTTP. */
@RestController
@RequestMapping("/api/activity/v1")
class NoteController {

    /** {@code unit}: the branch at which its owner has any role. */
    record Writing(
            @NotNull @Identifier String unit,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate date,
            @NotNull @OneLine(value = 60, name = true) String title,
            @NotBlank @Size(max = 10000) String text) {}

    record Rewriting(
            @NotNull @Dated(Dated.Of.EVENT) LocalDate date,
            @NotNull @OneLine(value = 60, name = true) String title,
            @NotBlank @Size(max = 10000) String text) {}

    record View(
            String id,
            String unit,
            String owner,
            @Nullable LocalDate date,
            String title,
            String text,
            @Nullable Instant handedIn,
            long version)
            implements Versioned {

        static View of(Shown shown) {
            var note = shown.note();
            var body = note.body();
            var version = note.version();
            return new View(
                    note.id(),
                    note.scope().unit(),
                    note.owner(),
                    body == null ? null : body.date(),
                    shown.title(),
                    shown.text(),
                    note.handedIn(),
                    version == null ? 0 : version);
        }
    }

    private final NoteService service;

    NoteController(NoteService service) {
        this.service = service;
    }

    /** One's own, newest first. */
    @SignedIn
    @GetMapping("/notes")
    Mono<Page<View>> own(PageQuery page, Caller caller) {
        return service.own(page, caller).map(found -> found.map(View::of));
    }

    @SignedIn
    @GetMapping("/notes/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(View::of);
    }

    @SignedIn
    @PostMapping("/notes")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> write(@Valid @RequestBody Writing request, Caller caller) {
        return service.write(request.unit(), new Written(request.date(), request.title(), request.text()), caller)
                .map(View::of);
    }

    @SignedIn
    @PutMapping("/notes/{id}")
    Mono<View> rewrite(@PathVariable String id, @Valid @RequestBody Rewriting request, Caller caller) {
        return service.rewrite(id, new Written(request.date(), request.title(), request.text()), caller)
                .map(View::of);
    }

    /** From then on those who enter for the branch read it, and nobody changes it. */
    @SignedIn
    @PostMapping("/notes/{id}/handing-in")
    Mono<View> handIn(@PathVariable String id, Caller caller) {
        return service.handIn(id, caller).map(View::of);
    }

    @SignedIn
    @PostMapping("/notes/{id}/removal")
    Mono<View> tear(@PathVariable String id, Caller caller) {
        return service.tear(id, caller).map(View::of);
    }

    /** What members handed in to the branch, the latest first. */
    @Enters
    @GetMapping("/branches/{unit}/notes")
    Mono<Page<View>> handedIn(@PathVariable String unit, PageQuery page, Caller caller) {
        return service.handedIn(unit, page, caller).map(found -> found.map(View::of));
    }
}
