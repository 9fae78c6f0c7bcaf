package cn.zhibu.gateway.login;

import java.net.URI;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.savedrequest.ServerRequestCache;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The page one was on before the login, kept in the session; only paths of this very site are kept. */
@Component
final class ReturnTo implements ServerRequestCache {

    private static final String ATTRIBUTE = "returnTo";
    private static final int MAX_LENGTH = 1000;

    /** Keeps the page named by the parameter `continue`, if it is one of ours. */
    Mono<Void> remember(ServerWebExchange exchange) {
        var wanted = exchange.getRequest().getQueryParams().getFirst("continue");
        if (wanted == null || !ours(wanted)) {
            return Mono.empty();
        }
        return exchange.getSession()
                .doOnNext(session -> session.getAttributes().put(ATTRIBUTE, wanted))
                .then();
    }

    @Override
    public Mono<Void> saveRequest(ServerWebExchange exchange) {
        return Mono.empty();
    }

    @Override
    public Mono<URI> getRedirectUri(ServerWebExchange exchange) {
        return exchange.getSession()
                .mapNotNull(session -> session.getAttributes().remove(ATTRIBUTE))
                .map(page -> URI.create((String) page));
    }

    @Override
    public Mono<ServerHttpRequest> removeMatchingRequest(ServerWebExchange exchange) {
        return Mono.empty();
    }

    /** True for a path that stays on this site: one slash at the start, nothing a browser could read as a host. */
    static boolean ours(String page) {
        if (page.length() > MAX_LENGTH
                || !page.startsWith("/")
                || page.startsWith("//")
                || page.chars().anyMatch(character -> character == '\\' || character < ' ')) {
            return false;
        }
        try {
            var uri = URI.create(page);
            return !uri.isAbsolute()
                    && uri.getRawAuthority() == null
                    && !uri.getPath().startsWith("/api/");
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
