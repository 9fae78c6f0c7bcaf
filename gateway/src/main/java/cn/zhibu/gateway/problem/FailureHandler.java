package cn.zhibu.gateway.problem;

import cn.zhibu.process.StoreFailure;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.cloud.gateway.support.ServiceUnavailableException;
import org.springframework.core.annotation.Order;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Turns whatever failed on the way into a problem; nothing internal leaves the house. Telling it may itself fail, since
 * the session is kept with every answer; then this is what is told, and the session is not kept a second time.
 */
@Component
@Order(-2)
final class FailureHandler implements ErrorWebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

    /** A service is down or lost on the way, and will be back. */
    private static final List<Class<? extends Throwable>> AWAY =
            List.of(IOException.class, ServiceUnavailableException.class);

    private final GatewayProblems problems;

    FailureHandler(GatewayProblems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        return told(exchange, failure).onErrorResume(another -> told(exchange, another));
    }

    private Mono<Void> told(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        var problem = problemOf(failure);
        var request = exchange.getRequest();
        if (problem == GatewayProblem.INTERNAL_ERROR) {
            LOG.error(
                    "{} {} failed, request {}",
                    request.getMethod(),
                    request.getPath(),
                    RequestIds.of(exchange),
                    failure);
        } else if (problem.passing()) {
            LOG.warn(
                    "{} {}: {}, request {}",
                    request.getMethod(),
                    request.getPath(),
                    failure.toString(),
                    RequestIds.of(exchange));
        }
        if (problem == GatewayProblem.SESSION_ENDED) {
            return exchange.getSession()
                    .flatMap(session -> session.invalidate())
                    .then(problems.write(exchange, problem));
        }
        return problems.write(exchange, problem);
    }

    static GatewayProblem problemOf(Throwable failure) {
        if (failure instanceof OAuth2AuthorizationException refused) {
            return "invalid_grant".equals(refused.getError().getErrorCode())
                    ? GatewayProblem.SESSION_ENDED
                    : GatewayProblem.LOGIN_UNAVAILABLE;
        }
        if (failure instanceof ErrorResponse answer) {
            return byStatus(answer.getStatusCode().value());
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return GatewayProblem.SERVICE_TIMEOUT;
            }
            if (away(cause)) {
                return GatewayProblem.SERVICE_UNAVAILABLE;
            }
        }
        return StoreFailure.in(failure) ? GatewayProblem.SERVICE_UNAVAILABLE : GatewayProblem.INTERNAL_ERROR;
    }

    private static boolean away(Throwable cause) {
        return AWAY.stream().anyMatch(kind -> kind.isInstance(cause));
    }

    private static GatewayProblem byStatus(int status) {
        for (var problem : GatewayProblem.values()) {
            if (problem.status().value() == status) {
                return problem;
            }
        }
        if (status == 502) {
            return GatewayProblem.SERVICE_UNAVAILABLE;
        }
        return status >= 500 ? GatewayProblem.INTERNAL_ERROR : GatewayProblem.BAD_REQUEST;
    }
}
