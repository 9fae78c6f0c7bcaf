package cn.zhibu.report.name;

import static cn.zhibu.report.name.NameProblem.NAMES_UNAVAILABLE;

import cn.zhibu.platform.security.Caller;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What meetings and surveys were about, asked of their owner with the caller's own token; events do not tell it. */
@Service
public class TopicService {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int SIZE = 100;

    private final WebClient http;

    TopicService(WebClient.Builder builder, @Value("${zhibu.activity-url}") String url) {
        this.http = builder.clone()
                .baseUrl(url)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 << 20))
                .build();
    }

    private record Told(
            String id, @Nullable String topic, @Nullable String title) {

        String text() {
            return Objects.requireNonNullElse(topic, Objects.requireNonNullElse(title, ""));
        }
    }

    private record Pages(List<Told> items, @Nullable String next) {}

    /** By id, of everything that the branch and whatever is below it held or asked in these days. */
    public Mono<Map<String, String>> ofBranch(String unit, LocalDate from, LocalDate until, Caller caller) {
        var sessions =
                all("/api/activity/v1/sessions?unit={unit}&from={from}&until={until}", caller, unit, from, until);
        var surveys = all("/api/activity/v1/surveys?unit={unit}", caller, unit);
        return Flux.concat(sessions, surveys)
                .filter(told -> !told.text().isBlank())
                .collectMap(Told::id, Told::text)
                .onErrorMap(failure -> NAMES_UNAVAILABLE.of());
    }

    private Flux<Told> all(String path, Caller caller, Object... values) {
        return page(path, caller, values)
                .expand(page -> {
                    var next = page.next();
                    if (next == null) {
                        return Mono.empty();
                    }
                    var more = new java.util.ArrayList<>(List.of(values));
                    more.add(next);
                    return page(path + "&after={after}", caller, more.toArray());
                })
                .flatMapIterable(Pages::items);
    }

    private Mono<Pages> page(String path, Caller caller, Object... values) {
        return http.get()
                .uri(path + "&size=" + SIZE, values)
                .accept(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .retrieve()
                .bodyToMono(Pages.class)
                .timeout(LIMIT);
    }
}
