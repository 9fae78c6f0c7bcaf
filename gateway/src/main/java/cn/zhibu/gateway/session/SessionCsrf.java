package cn.zhibu.gateway.session;

import cn.zhibu.gateway.GatewaySettings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.DefaultCsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/**
 * The CSRF token is what only this house can make of the session's id. A cookie shows it to the front, but what a request
 * sends is held against the session: a pair of cookie and header that somebody else has set fits no session.
 */
@Component
final class SessionCsrf implements ServerCsrfTokenRepository {

    private static final String HEADER = "X-XSRF-TOKEN";
    private static final String PARAMETER = "_csrf";

    private final SessionKeys keys;
    private final boolean secure;
    private final String cookie;

    SessionCsrf(SessionKeys keys, GatewaySettings settings) {
        this.keys = keys;
        this.secure = settings.secure();
        this.cookie = secure ? "__Host-XSRF-TOKEN" : "XSRF-TOKEN";
    }

    @Override
    public Mono<CsrfToken> generateToken(ServerWebExchange exchange) {
        return loadToken(exchange);
    }

    /** Shows the token to the front, unless it has been shown. */
    @Override
    public Mono<Void> saveToken(ServerWebExchange exchange, @Nullable CsrfToken token) {
        return Mono.fromRunnable(() -> {
            var shown = exchange.getRequest().getCookies().getFirst(cookie);
            if (token != null && (shown == null || !shown.getValue().equals(token.getToken()))) {
                exchange.getResponse()
                        .addCookie(ResponseCookie.from(cookie, token.getToken())
                                .secure(secure)
                                .sameSite("Lax")
                                .path("/")
                                .build());
            }
        });
    }

    /** The token of the session there is; none where there is no session. */
    @Override
    public Mono<CsrfToken> loadToken(ServerWebExchange exchange) {
        return exchange.getSession().filter(WebSession::isStarted).map(this::of);
    }

    private CsrfToken of(WebSession session) {
        return new DefaultCsrfToken(HEADER, PARAMETER, keys.csrfToken(session.getId()));
    }
}
