package cn.zhibu.gateway.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.session.CookieWebSessionIdResolver;

/** The session cookie: out of reach of scripts, of this host only, and sealed, so that an id alone opens nothing. */
final class SealedSessionCookie extends CookieWebSessionIdResolver {

    private static final String LOGOUT = "/logout";

    private final SessionKeys keys;

    SealedSessionCookie(SessionKeys keys, boolean secure) {
        this.keys = keys;
        setCookieName(secure ? "__Host-SESSION" : "SESSION");
        addCookieInitializer(
                cookie -> cookie.httpOnly(true).sameSite("Lax").secure(secure).path("/"));
    }

    @Override
    public List<String> resolveSessionIds(ServerWebExchange exchange) {
        return super.resolveSessionIds(exchange).stream().flatMap(this::opened).toList();
    }

    @Override
    public void setSessionId(ServerWebExchange exchange, String id) {
        super.setSessionId(exchange, id + "." + keys.cookieSeal(id));
    }

    /**
     * Only a logout takes the cookie away. Whatever else is asked under a session that is no more may be answered when the
     * browser has the next one already, as by a page that is being left for the sign-in; a name that opens nothing does no harm.
     */
    @Override
    public void expireSession(ServerWebExchange exchange) {
        if (LOGOUT.equals(exchange.getRequest().getPath().value())) {
            super.expireSession(exchange);
        }
    }

    private Stream<String> opened(String value) {
        var dot = value.lastIndexOf('.');
        if (dot < 1) {
            return Stream.empty();
        }
        var id = value.substring(0, dot);
        var seal = value.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        var right = keys.cookieSeal(id).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(seal, right) ? Stream.of(id) : Stream.empty();
    }
}
