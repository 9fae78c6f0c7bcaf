package cn.zhibu.notification.delivery;

import cn.zhibu.platform.security.Administers;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Deliveries over HTTP, for who looks after a bureau: to whom and how it went, never where to and what it said. */
@RestController
@RequestMapping("/api/notification/v1/deliveries")
@Administers
class DeliveryController {

    /** @param problem what kept it from being taken, as a sentence */
    record View(
            String id,
            String account,
            Delivery.State state,
            int attempts,
            int notices,
            Instant madeAt,
            @Nullable Instant nextAt,
            @Nullable Instant doneAt,
            Delivery.@Nullable Fault fault,
            @Nullable Integer reply,
            @Nullable String problem) {}

    private final DeliveryService service;
    private final Letters letters;

    DeliveryController(DeliveryService service, Letters letters) {
        this.service = service;
        this.letters = letters;
    }

    @GetMapping
    Mono<Page<View>> list(
            @RequestParam(required = false) Delivery.@Nullable State state,
            PageQuery page,
            @Nullable Locale locale,
            Caller caller) {
        return service.list(state, page, caller).map(found -> found.map(delivery -> view(delivery, locale)));
    }

    @PostMapping("/{id}/retry")
    Mono<View> retry(@PathVariable String id, @Nullable Locale locale, Caller caller) {
        return service.retry(id, caller).map(delivery -> view(delivery, locale));
    }

    private View view(Delivery delivery, @Nullable Locale locale) {
        var course = delivery.course();
        var fault = course.fault();
        return new View(
                delivery.id(),
                delivery.account(),
                course.state(),
                course.attempts(),
                delivery.notices().size(),
                delivery.madeAt(),
                course.state() == Delivery.State.WAITING ? course.nextAt() : null,
                course.doneAt(),
                fault,
                course.reply(),
                fault == null
                        ? null
                        : letters.text("fault." + fault, locale == null ? Locale.SIMPLIFIED_CHINESE : locale));
    }
}
