package cn.zhibu.gateway.limit;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Tells the services where a request came from, after the gateway library has taken away what others claim. */
@Component
final class ClientHeader implements HttpHeadersFilter, Ordered {

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        var headers = HttpHeaders.copyOf(input);
        var client = ClientAddress.of(exchange);
        if (client != null) {
            headers.set(ClientAddress.FORWARDED_FOR, client.getHostAddress());
        }
        return headers;
    }
}
