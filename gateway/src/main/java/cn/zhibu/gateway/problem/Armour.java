package cn.zhibu.gateway.problem;

import cn.zhibu.gateway.GatewaySettings;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.header.CacheControlServerHttpHeadersWriter;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The headers every answer wears, refusals at any door included: nothing but our own scripts and styles runs, and nobody
 * frames the page.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Armour implements WebFilter {

    static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; "
            + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private final HttpHeaders headers = new HttpHeaders();
    private final ServerHttpHeadersWriter cache = new CacheControlServerHttpHeadersWriter();

    Armour(GatewaySettings settings) {
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("X-XSS-Protection", "0");
        headers.set("Referrer-Policy", "same-origin");
        headers.set(
                "Permissions-Policy",
                "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (settings.secure()) {
            headers.set("Strict-Transport-Security", "max-age=31536000 ; includeSubDomains");
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> {
            headers.forEach(
                    (name, values) -> exchange.getResponse().getHeaders().putIfAbsent(name, values));
            return cache.writeHttpHeaders(exchange);
        });
        return chain.filter(exchange);
    }

    /** For an answer that is given before there is an exchange. */
    HttpHeaders headers() {
        return HttpHeaders.copyOf(headers);
    }
}
