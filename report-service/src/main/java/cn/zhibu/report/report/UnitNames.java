package cn.zhibu.report.report;

import static cn.zhibu.report.report.ReportProblem.NAMES_UNAVAILABLE;

import cn.zhibu.platform.security.Caller;
import cn.zhibu.report.catalogue.CatalogueService.Words;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The names of units, asked of their owner with the caller's own token: nobody reads a name here that he could not read
 * there.
 */
@Component
class UnitNames {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final WebClient http;

    UnitNames(WebClient.Builder builder, @Value("${zhibu.member-url}") String url) {
        this.http = builder.clone()
                .baseUrl(url)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 << 20))
                .build();
    }

    record Named(String id, String name, @Nullable String nameEn) {}

    /** All names that the caller may see, by id; refused when the owner does not answer. */
    Mono<Map<String, Words>> seenBy(Caller caller) {
        return http.get()
                .uri("/api/member/v1/units")
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .retrieve()
                .bodyToFlux(Named.class)
                .timeout(LIMIT)
                .collectMap(Named::id, UnitNames::words)
                .onErrorMap(failure -> NAMES_UNAVAILABLE.of());
    }

    /** The same for a screen: without names when the owner does not answer. */
    Mono<Map<String, Words>> forScreen(Caller caller) {
        return seenBy(caller).onErrorReturn(Map.of());
    }

    private static Words words(Named unit) {
        var english = unit.nameEn();
        return new Words(unit.name(), english == null || english.isBlank() ? unit.name() : english);
    }
}
