package cn.zhibu.gateway.limit;

import cn.zhibu.gateway.GatewaySettings;
import cn.zhibu.gateway.limit.Quotas.Holder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/**
 * Decides once for each request, before anything else is done for it, whether it may be asked now: for its address, and
 * under /api for the person whose session it is of and for that person's bureau. The session is the one that the rest of
 * the request goes on with.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class Limits implements WebFilter {

    private static final String SIGNED_IN =
            WebSessionServerSecurityContextRepository.DEFAULT_SPRING_SECURITY_CONTEXT_ATTR_NAME;
    private static final String WITHOUT_BUREAU = "-";

    private final Quotas quotas;
    private final String cookie;

    Limits(Quotas quotas, GatewaySettings settings) {
        this.quotas = quotas;
        this.cookie = settings.sessionCookie();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var path = request.getPath().value();
        if (path.startsWith("/assets/")) {
            return chain.filter(exchange);
        }
        var refusal = quotas.ofAddress(ClientAddress.holder(exchange));
        if (refusal != null) {
            return quotas.refuse(exchange, refusal);
        }
        if (!path.startsWith("/api/") || !request.getCookies().containsKey(cookie)) {
            return chain.filter(exchange);
        }
        return exchange.getSession().flatMap(session -> {
            var holder = holder(session);
            return holder == null
                    ? chain.filter(exchange)
                    : quotas.ofHolder(exchange, holder, path.endsWith("/stream"), () -> chain.filter(exchange));
        });
    }

    private static @Nullable Holder holder(WebSession session) {
        return session.getAttribute(SIGNED_IN) instanceof SecurityContext context && context.getAuthentication() != null
                ? holder(context.getAuthentication())
                : null;
    }

    /** The account and the organization as the identity token names them. */
    private static Holder holder(Authentication authentication) {
        if (!(authentication instanceof OAuth2AuthenticationToken token) || token.getPrincipal() == null) {
            return new Holder(authentication.getName(), WITHOUT_BUREAU);
        }
        OAuth2User user = token.getPrincipal();
        var person = user.getAttribute("account") instanceof String account ? account : authentication.getName();
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
