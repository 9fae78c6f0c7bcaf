package cn.zhibu.process.problem;

import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem as RFC 9457 has it, in the caller's language: Chinese unless English is asked for first. */
public final class ProblemWriter {

    private final Problems problems;
    private final JsonMapper json;

    public ProblemWriter(Problems problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    /**
     * An answer already on its way is left alone.
     *
     * @param requestId by which the log knows the request
     * @param again seconds after which the request is worth repeating; 0 where it is not
     */
    public Mono<Void> write(ServerWebExchange exchange, Problem problem, String requestId, long again) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.empty();
        }
        var locale = language(exchange);
        response.setStatusCode(problem.type().status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLanguage(locale);
        response.getHeaders().setCacheControl(CacheControl.noStore());
        if (again > 0) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(again));
        }
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes(problem, locale, requestId))));
    }

    /** The body alone, for a request of which nothing but its being wrong is known. */
    public byte[] bytes(Problem problem, Locale locale, String requestId) {
        return json.writeValueAsBytes(problems.body(problem, locale, requestId));
    }

    /** The first of the two languages that the caller names. */
    public static Locale language(ServerWebExchange exchange) {
        try {
            for (var wanted : exchange.getRequest().getHeaders().getAcceptLanguageAsLocales()) {
                if ("en".equals(wanted.getLanguage())) {
                    return Locale.ENGLISH;
                }
                if ("zh".equals(wanted.getLanguage())) {
                    return Locale.SIMPLIFIED_CHINESE;
                }
            }
        } catch (IllegalArgumentException unreadable) {
            return Locale.SIMPLIFIED_CHINESE;
        }
        return Locale.SIMPLIFIED_CHINESE;
    }
}
