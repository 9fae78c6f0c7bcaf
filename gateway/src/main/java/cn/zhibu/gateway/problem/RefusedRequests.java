package cn.zhibu.gateway.problem;

import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells those whose path, method or headers are refused before anything is looked for. */
@Component
final class RefusedRequests implements ServerExchangeRejectedHandler {

    private final GatewayProblems problems;

    RefusedRequests(GatewayProblems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException refusal) {
        return problems.write(exchange, GatewayProblem.BAD_REQUEST);
    }
}
