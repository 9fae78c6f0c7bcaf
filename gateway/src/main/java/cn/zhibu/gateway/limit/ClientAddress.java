package cn.zhibu.gateway.limit;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Finds out where a request came from, and takes away what the request itself claims of that. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class ClientAddress implements WebFilter {

    private static final String ATTRIBUTE = ClientAddress.class.getName();
    static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final List<String> CLAIMS = List.of(
            "Forwarded",
            FORWARDED_FOR,
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-Forwarded-Ssl",
            "X-Real-IP");

    private final TrustedProxies proxies;

    ClientAddress(LimitSettings settings) {
        this.proxies = TrustedProxies.of(settings.trustedProxies());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var client = client(exchange);
        if (client != null) {
            exchange.getAttributes().put(ATTRIBUTE, client);
        }
        var request = exchange.getRequest()
                .mutate()
                .headers(headers -> CLAIMS.forEach(headers::remove))
                .build();
        return chain.filter(exchange.mutate().request(request).build());
    }

    /** Whose quota of one address the request is counted in. */
    static String holder(ServerWebExchange exchange) {
        var client = of(exchange);
        return client == null ? "unknown" : TrustedProxies.holder(client);
    }

    static @Nullable InetAddress of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    private @Nullable InetAddress client(ServerWebExchange exchange) {
        var peer = exchange.getRequest().getRemoteAddress();
        return peer == null || peer.getAddress() == null
                ? null
                : proxies.client(
                        peer.getAddress(), exchange.getRequest().getHeaders().getOrEmpty(FORWARDED_FOR));
    }
}
