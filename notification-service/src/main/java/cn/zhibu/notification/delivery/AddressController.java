package cn.zhibu.notification.delivery;

import cn.zhibu.notification.delivery.AddressService.Shown;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own address over HTTP, masked; there is no way to anybody else's. */
@RestController
@RequestMapping("/api/notification/v1/address")
@SignedIn
class AddressController {

    record Request(@NotNull @OneLine(254) String address) {}

    record Code(@NotNull @OneLine(12) String code) {}

    record View(
            boolean mail,
            @Nullable String confirmed,
            @Nullable String pending,
            @Nullable Instant expiresAt,
            boolean refused) {

        static View of(Shown shown) {
            return new View(shown.mail(), shown.confirmed(), shown.pending(), shown.expiresAt(), shown.refused());
        }
    }

    private final AddressService service;

    AddressController(AddressService service) {
        this.service = service;
    }

    @GetMapping
    Mono<View> own(Caller caller) {
        return service.own(caller).map(View::of);
    }

    @PostMapping
    Mono<View> ask(@Valid @RequestBody Request request, @Nullable Locale locale, Caller caller) {
        return service.ask(request.address(), Objects.requireNonNullElse(locale, Locale.SIMPLIFIED_CHINESE), caller)
                .map(View::of);
    }

    @PostMapping("/confirmation")
    Mono<View> confirm(@Valid @RequestBody Code request, Caller caller) {
        return service.confirm(request.code(), caller).map(View::of);
    }

    @PostMapping("/removal")
    Mono<View> forget(Caller caller) {
        return service.forget(caller).map(View::of);
    }
}
