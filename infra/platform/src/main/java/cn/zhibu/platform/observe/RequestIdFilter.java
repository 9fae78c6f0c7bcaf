package cn.zhibu.platform.observe;

import cn.zhibu.platform.problem.ProblemHandler;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives each request its id: the trace id of a W3C {@code traceparent}, or a fresh one. It is in every answer and log. */
final class RequestIdFilter implements WebFilter, Ordered {

    private static final Pattern PARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var id = id(exchange.getRequest().getHeaders().getFirst("traceparent"));
        exchange.getAttributes().put(ProblemHandler.REQUEST_ID, id);
        exchange.getResponse().getHeaders().set("X-Request-Id", id);
        return chain.filter(exchange).contextWrite(context -> context.put(LogFields.TRACE, id));
    }

    private static String id(@Nullable String parent) {
        if (parent != null) {
            var matcher = PARENT.matcher(parent);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return UUID.randomUUID().toString().replace("-", "");
    }
}
