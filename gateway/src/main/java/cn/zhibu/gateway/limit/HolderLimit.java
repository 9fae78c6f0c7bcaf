package cn.zhibu.gateway.limit;

import cn.zhibu.gateway.GatewaySettings;
import cn.zhibu.gateway.limit.Quotas.Holder;
import java.security.Principal;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpCookie;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Counts each request under /api for the person who is signed in and for the bureau that person belongs to. */
@Component
@Order(HolderLimit.AFTER_SECURITY)
final class HolderLimit implements WebFilter {

    static final int AFTER_SECURITY = -50;

    private static final String WITHOUT_BUREAU = "-";

    private final Quotas quotas;
    private final String cookie;

    HolderLimit(Quotas quotas, GatewaySettings settings) {
        this.quotas = quotas;
        this.cookie = settings.sessionCookie();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().value();
        if (!path.startsWith("/api/")) {
            return chain.filter(exchange);
        }
        return exchange.getPrincipal()
                .map(HolderLimit::holder)
                .map(holder -> counted(exchange, holder, path.endsWith("/stream"), chain))
                .defaultIfEmpty(Mono.defer(() -> chain.filter(exchange)))
                .flatMap(next -> next);
    }

    private Mono<Void> counted(ServerWebExchange exchange, Holder holder, boolean stream, WebFilterChain chain) {
        HttpCookie session = exchange.getRequest().getCookies().getFirst(cookie);
        if (session != null) {
            quotas.seen(session.getValue(), holder);
        }
        return quotas.fromHolder(exchange, holder, stream, () -> chain.filter(exchange));
    }

    /** The account and the organization as the identity token names them. */
    private static Holder holder(Principal principal) {
        if (!(principal instanceof OAuth2AuthenticationToken token) || token.getPrincipal() == null) {
            return new Holder(principal.getName(), WITHOUT_BUREAU);
        }
        OAuth2User user = token.getPrincipal();
        var person = user.getAttribute("account") instanceof String account ? account : principal.getName();
        var bureau = WITHOUT_BUREAU;
        if (user.getAttribute("organization") instanceof Map<?, ?> organizations) {
            bureau = organizations.keySet().stream()
                    .map(String::valueOf)
                    .findFirst()
                    .orElse(WITHOUT_BUREAU);
        }
        return new Holder(person, bureau);
    }
}
