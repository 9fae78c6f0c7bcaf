package cn.zhibu.notification.settings;

import cn.zhibu.notification.settings.Preference.Language;
import cn.zhibu.notification.settings.Preference.Rhythm;
import cn.zhibu.notification.settings.Preference.Times;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SignedIn;
import cn.zhibu.platform.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own settings over HTTP; there is no way to anybody else's. */
@RestController
@RequestMapping("/api/notification/v1/settings")
@SignedIn
class SettingsController {

    private static final String HOUR = "([01]\\d|2[0-3]):[0-5]\\d";

    record Choice(
            @NotNull Kind kind,
            @NotNull Boolean inbox,
            @NotNull Boolean mail) {}

    /** Every kind once; quiet hours from and to, or neither. */
    record Request(
            @NotEmpty List<@Valid @NotNull Choice> kinds,
            @NotNull Rhythm rhythm,
            @NotNull @Pattern(regexp = HOUR) String digestAt,
            @Nullable @Pattern(regexp = HOUR) String quietFrom,
            @Nullable @Pattern(regexp = HOUR) String quietTo,
            @NotNull Language language) {

        Set<Kind> wanted(Function<Choice, Boolean> way) {
            return kinds.stream()
                    .filter(choice -> Boolean.TRUE.equals(way.apply(choice)))
                    .map(Choice::kind)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
        }

        Times times() {
            return new Times(rhythm, digestAt, quietFrom, quietTo);
        }

        void requireEveryKind() {
            var named = kinds.stream().map(Choice::kind).collect(Collectors.toSet());
            if (named.size() != Kind.values().length || kinds.size() != named.size()) {
                throw SettingsProblem.KIND_MISSING.at("/kinds");
            }
        }
    }

    record View(
            List<Choice> kinds,
            Rhythm rhythm,
            String digestAt,
            @Nullable String quietFrom,
            @Nullable String quietTo,
            Language language,
            long version)
            implements Versioned {

        static View of(Preference preference) {
            var times = preference.times();
            return new View(
                    Arrays.stream(Kind.values())
                            .map(kind -> new Choice(
                                    kind,
                                    preference.inbox().contains(kind),
                                    preference.mail().contains(kind)))
                            .toList(),
                    times.rhythm(),
                    times.digestAt(),
                    times.quietFrom(),
                    times.quietTo(),
                    preference.language(),
                    Objects.requireNonNullElse(preference.version(), 0L));
        }
    }

    private final SettingsService service;

    SettingsController(SettingsService service) {
        this.service = service;
    }

    @GetMapping
    Mono<View> own(Caller caller) {
        return service.own(caller).map(View::of);
    }

    @PutMapping
    Mono<View> change(@Valid @RequestBody Request request, Caller caller) {
        request.requireEveryKind();
        return service.change(
                        request.wanted(Choice::inbox),
                        request.wanted(Choice::mail),
                        request.times(),
                        request.language(),
                        caller)
                .map(View::of);
    }
}
