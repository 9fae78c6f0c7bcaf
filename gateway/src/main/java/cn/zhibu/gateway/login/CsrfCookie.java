package cn.zhibu.gateway.login;

import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Shows the front the CSRF token of its session: with the answer that signs in, and again where it asks with another. */
@Component
final class CsrfCookie implements WebFilter {

    private final ServerCsrfTokenRepository tokens;

    CsrfCookie(ServerCsrfTokenRepository tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().value().startsWith("/api/")) {
            return chain.filter(exchange);
        }
        return shown(exchange).then(Mono.defer(() -> chain.filter(exchange)));
    }

    Mono<Void> shown(ServerWebExchange exchange) {
        return tokens.loadToken(exchange).flatMap(token -> tokens.saveToken(exchange, token));
    }
}
