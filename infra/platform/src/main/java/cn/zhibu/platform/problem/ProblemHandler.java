package cn.zhibu.platform.problem;

import cn.zhibu.process.problem.Problem;
import cn.zhibu.process.problem.ProblemWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers every failure, wherever it arose (handler, validation, filter, security), with one form of problem. Only what is
 * unexpected is logged with its trace; nothing of it reaches the caller but the request id.
 */
public final class ProblemHandler implements WebExceptionHandler, Ordered {

    /** Exchange attribute: the id of the request, 32 hexadecimal digits, the W3C trace id. */
    public static final String REQUEST_ID = "zhibu.request-id";

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private final ProblemWriter writer;
    private final Iterable<RefusalListener> listeners;

    ProblemHandler(ProblemWriter writer, Iterable<RefusalListener> listeners) {
        this.writer = writer;
        this.listeners = listeners;
    }

    @Override
    public int getOrder() {
        return -2;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        var problem = Refusals.of(failure);
        if (problem.type() == PlatformProblem.UNEXPECTED) {
            log.error(
                    "Unexpected failure of {} {} ({})",
                    exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath(),
                    exchange.<String>getAttribute(REQUEST_ID),
                    failure);
        }
        return Flux.fromIterable(listeners)
                .concatMap(listener -> listener.refused(exchange, problem))
                .onErrorResume(unheard -> {
                    log.warn("A refusal could not be noted", unheard);
                    return Mono.empty();
                })
                .then(Mono.defer(() -> write(exchange, problem)));
    }

    private Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        Object requestId = exchange.getAttributeOrDefault(REQUEST_ID, "");
        return writer.write(
                exchange, problem, requestId.toString(), problem.type().retryAfter());
    }
}
