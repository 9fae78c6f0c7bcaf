package cn.zhibu.gateway.problem;

import cn.zhibu.process.problem.ProblemWriter;
import cn.zhibu.process.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers with the gateway's own problems. */
@Component
public class GatewayProblems {

    private final ProblemWriter writer;

    GatewayProblems(JsonMapper json) {
        var texts = new ResourceBundleMessageSource();
        texts.addBasenames("problems");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        texts.setFallbackToSystemLocale(false);
        this.writer = new ProblemWriter(new Problems(texts, "gateway"), json);
    }

    /** Answers the request with this problem; an answer already on its way is left alone. */
    public Mono<Void> write(ServerWebExchange exchange, GatewayProblem problem) {
        return writer.write(exchange, problem.of(), RequestIds.of(exchange), problem.retryAfter());
    }

    /** The same, with the time after which the request is worth repeating. */
    public Mono<Void> write(ServerWebExchange exchange, GatewayProblem problem, Duration again) {
        return writer.write(exchange, problem.of(), RequestIds.of(exchange), Math.max(1, again.toSeconds()));
    }

    /** For a request of which nothing but its being wrong is known. */
    byte[] bytes(GatewayProblem problem, String requestId) {
        return writer.bytes(problem.of(), Locale.SIMPLIFIED_CHINESE, requestId);
    }
}
