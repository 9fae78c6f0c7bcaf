package cn.zhibu.member.handover;

import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.security.Administers;
import cn.zhibu.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Closing units and accounts, and what those who leave have not handed over, over HTTP. */
@RestController
@RequestMapping("/api/member/v1")
@Administers
class HandoverController {

    record Closure(
            @NotNull @Dated(Dated.Of.PLAN) LocalDate on,
            @NotBlank @Size(max = 200) String reason) {}

    record Ending(@NotBlank @Size(max = 200) String reason) {}

    record ClosedAccount(
            String id,
            String username,
            String name,
            @Nullable LocalDate closedOn) {}

    /** A unit with the first day on which it is no longer there. */
    record Closed(String id, String name, @Nullable LocalDate until) {}

    /** Somebody who leaves, and what is still open. */
    record Loose(
            String member,
            String name,
            String unit,
            LocalDate departedOn,
            boolean seat,
            @Nullable String account,
            @Nullable String username,
            long grants) {

        static Loose of(HandoverService.Loose loose) {
            var account = loose.account();
            return new Loose(
                    loose.leaver().id(),
                    loose.leaver().name(),
                    loose.leaver().scope().unit(),
                    loose.leaver().on(),
                    loose.seat(),
                    account == null ? null : account.id(),
                    account == null ? null : account.username(),
                    loose.grants());
        }
    }

    private final HandoverService service;

    HandoverController(HandoverService service) {
        this.service = service;
    }

    /** Closes a unit from a day on; a closing that lies ahead is moved by closing again. */
    @PostMapping("/units/{id}/closure")
    Mono<Closed> close(@PathVariable String id, @Valid @RequestBody Closure request, Caller caller) {
        return service.close(id, request.on(), request.reason(), caller)
                .map(place -> new Closed(place.id(), place.name(), place.until()));
    }

    @PostMapping("/accounts/{id}/closure")
    Mono<ClosedAccount> closeAccount(@PathVariable String id, @Valid @RequestBody Ending request, Caller caller) {
        return service.closeAccount(id, request.reason(), caller)
                .map(account ->
                        new ClosedAccount(account.id(), account.username(), account.name(), account.closedOn()));
    }

    @GetMapping("/handovers")
    Flux<Loose> loose(Caller caller) {
        return service.loose(caller).map(Loose::of);
    }
}
