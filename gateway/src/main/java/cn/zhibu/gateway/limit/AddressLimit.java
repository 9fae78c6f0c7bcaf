package cn.zhibu.gateway.limit;

import cn.zhibu.gateway.GatewaySettings;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Stands before the session is read: what is refused here costs no look into the database. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class AddressLimit implements WebFilter {

    private final Quotas quotas;
    private final String cookie;

    AddressLimit(Quotas quotas, GatewaySettings settings) {
        this.quotas = quotas;
        this.cookie = settings.sessionCookie();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (request.getPath().value().startsWith("/assets/")) {
            return chain.filter(exchange);
        }
        HttpCookie session = request.getCookies().getFirst(cookie);
        return quotas.fromAddress(
                exchange,
                ClientAddress.holder(exchange),
                () -> session == null
                        ? chain.filter(exchange)
                        : quotas.fromSession(exchange, session.getValue(), () -> chain.filter(exchange)));
    }
}
