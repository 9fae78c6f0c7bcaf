package cn.zhibu.gateway.front;

import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Addresses of pages are known to the front only: whoever asks for one gets the front itself. */
@Component
final class FrontFallback implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!asksForPage(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        var request = exchange.getRequest().mutate().path("/index.html").build();
        return chain.filter(exchange.mutate().request(request).build());
    }

    private static boolean asksForPage(ServerHttpRequest request) {
        var path = request.getPath().value();
        return request.getMethod() == HttpMethod.GET
                && Stream.of("/api/", "/oauth2/", "/login/", "/logout", "/actuator", "/v3/", "/assets/", "/developers")
                        .noneMatch(path::startsWith)
                && path.indexOf('.', path.lastIndexOf('/')) < 0
                && request.getHeaders().getAccept().stream().anyMatch(FrontFallback::page);
    }

    private static boolean page(MediaType type) {
        return type.equalsTypeAndSubtype(MediaType.TEXT_HTML) || type.equals(MediaType.ALL);
    }
}
