package cn.zhibu.member.bureau;

import cn.zhibu.member.account.Credentials;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Operates;
import cn.zhibu.platform.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Bureaus over HTTP, for the platform operator. */
@RestController
@RequestMapping("/api/member/v1/bureaus")
@Operates
class BureauController {

    record Opening(
            @NotBlank @Pattern(regexp = "[a-z][a-z0-9]{1,19}")
            String code,

            @NotNull @OneLine(value = 60, name = true) String name,
            @NotNull @Valid Person administrator) {}

    record Person(
            @NotBlank @Pattern(regexp = "[a-z][a-z0-9._-]{1,29}")
            String username,

            @NotNull @OneLine(value = 40, name = true) String name) {}

    record Reason(@NotBlank @Size(max = 200) String reason) {}

    record View(
            String id,
            String code,
            String name,
            String status,
            LocalDate openedOn,
            @Nullable String reason,
            String administrator,
            String administratorName,
            long version)
            implements Versioned {

        static View of(Bureau bureau) {
            var version = bureau.version();
            return new View(
                    bureau.id(),
                    bureau.code(),
                    bureau.name(),
                    bureau.status().name(),
                    bureau.openedOn(),
                    bureau.reason(),
                    bureau.administrator().username(),
                    bureau.administrator().name(),
                    version == null ? 0 : version);
        }
    }

    private final BureauService service;

    BureauController(BureauService service) {
        this.service = service;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> open(@Valid @RequestBody Opening request, Caller caller) {
        var person = request.administrator();
        return service.open(request.code(), request.name(), person.username(), person.name(), caller)
                .map(View::of);
    }

    @GetMapping
    Flux<View> list(Caller caller) {
        return service.list(caller).map(View::of);
    }

    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(View::of);
    }

    @PostMapping("/{id}/suspension")
    Mono<View> suspend(@PathVariable String id, @Valid @RequestBody Reason request, Caller caller) {
        return service.suspend(id, request.reason(), caller).map(View::of);
    }

    @PostMapping("/{id}/resumption")
    Mono<View> resume(@PathVariable String id, Caller caller) {
        return service.resume(id, caller).map(View::of);
    }

    /** Appoints another administrator, for a bureau whose own can no longer be reached. */
    @PostMapping("/{id}/administrators")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> appoint(@PathVariable String id, @Valid @RequestBody Person request, Caller caller) {
        return service.appoint(id, request.username(), request.name(), caller).map(View::of);
    }

    @PostMapping("/{id}/administrator-password")
    Mono<Credentials> administratorPassword(@PathVariable String id, Caller caller) {
        return service.administratorPassword(id, caller);
    }
}
