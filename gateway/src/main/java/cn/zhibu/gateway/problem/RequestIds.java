package cn.zhibu.gateway.problem;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives every request a new trace id; services continue the trace, so one id finds all lines of one request. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestIds implements WebFilter {

    static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestIds.class.getName();
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var id = fresh();
        exchange.getAttributes().put(ATTRIBUTE, id);
        exchange.getResponse().getHeaders().set(HEADER, id);
        var request = exchange.getRequest()
                .mutate()
                .headers(headers -> {
                    headers.remove("tracestate");
                    headers.remove("baggage");
                    headers.set("traceparent", "00-" + id + "-" + hex(8) + "-01");
                })
                .build();
        return chain.filter(exchange.mutate().request(request).build());
    }

    static String of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, "");
    }

    static String fresh() {
        return hex(16);
    }

    private static String hex(int bytes) {
        var id = new byte[bytes];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
