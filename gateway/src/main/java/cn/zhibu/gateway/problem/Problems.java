package cn.zhibu.gateway.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as RFC 9457 demands it, in the caller's language: Chinese unless English is asked for. */
@Component
public class Problems {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    static final Duration SOON = Duration.ofSeconds(5);

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** Answers the request with this problem; an answer already on its way is left alone. */
    public Mono<Void> write(ServerWebExchange exchange, GatewayProblem problem) {
        return write(exchange, problem, problem.passing() ? SOON : Duration.ZERO);
    }

    /** The same, with the time after which the request is worth repeating; zero where it is not. */
    public Mono<Void> write(ServerWebExchange exchange, GatewayProblem problem, Duration again) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.empty();
        }
        var locale = languageOf(exchange);
        response.setStatusCode(problem.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLanguage(locale);
        response.getHeaders().setCacheControl(CacheControl.noStore());
        if (!again.isZero()) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, again.toSeconds())));
        }
        return response.writeWith(Mono.fromSupplier(
                () -> response.bufferFactory().wrap(json.writeValueAsBytes(body(exchange, problem, locale)))));
    }

    /** For a request of which nothing but its being wrong is known. */
    byte[] bytes(GatewayProblem problem, String requestId) {
        return json.writeValueAsBytes(body(problem, Locale.SIMPLIFIED_CHINESE, null, requestId));
    }

    private static Map<String, Object> body(ServerWebExchange exchange, GatewayProblem problem, Locale locale) {
        return body(problem, locale, exchange.getRequest().getPath().value(), RequestIds.of(exchange));
    }

    private static Map<String, Object> body(
            GatewayProblem problem, Locale locale, @Nullable String path, String requestId) {
        var texts = ResourceBundle.getBundle("problems", locale, NO_FALLBACK);
        var body = new LinkedHashMap<String, Object>();
        body.put("type", problem.type());
        body.put("title", texts.getString(problem.name() + ".title"));
        body.put("status", problem.status().value());
        body.put("detail", texts.getString(problem.name() + ".detail"));
        if (path != null) {
            body.put("instance", path);
        }
        body.put("code", problem.name());
        body.put("errors", List.of());
        body.put("requestId", requestId);
        return body;
    }

    static Locale languageOf(ServerWebExchange exchange) {
        try {
            var wanted = exchange.getRequest().getHeaders().getAcceptLanguageAsLocales();
            for (var locale : wanted) {
                if ("en".equals(locale.getLanguage())) {
                    return Locale.ENGLISH;
                }
                if ("zh".equals(locale.getLanguage())) {
                    return Locale.SIMPLIFIED_CHINESE;
                }
            }
        } catch (IllegalArgumentException unreadable) {
            return Locale.SIMPLIFIED_CHINESE;
        }
        return Locale.SIMPLIFIED_CHINESE;
    }
}
