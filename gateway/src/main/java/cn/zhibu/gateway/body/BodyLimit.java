package cn.zhibu.gateway.body;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets through as many bytes as the route says ({@code most-body}), a megabyte where it says nothing; counted while they
 * come, since a length that is announced need not be true, and need not be announced.
 */
@Component
final class BodyLimit implements GlobalFilter, Ordered {

    private static final String USUAL = "1MB";
    private static final int PATIENCE = 4;

    @Override
    public int getOrder() {
        return -1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getAttribute(GATEWAY_ROUTE_ATTR);
        var said = route == null ? null : route.getMetadata().get("most-body");
        long most = DataSize.parse(said == null ? USUAL : said.toString()).toBytes();
        long announced = exchange.getRequest().getHeaders().getContentLength();
        if (announced > most) {
            return announced > PATIENCE * most
                    ? Mono.error(tooLarge())
                    : exchange.getRequest()
                            .getBody()
                            .map(DataBufferUtils::release)
                            .then(Mono.error(BodyLimit::tooLarge));
        }
        var counted = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                var sum = new AtomicLong();
                return super.getBody().handle((buffer, sink) -> {
                    if (sum.addAndGet(buffer.readableByteCount()) > most) {
                        DataBufferUtils.release(buffer);
                        sink.error(tooLarge());
                    } else {
                        sink.next(buffer);
                    }
                });
            }
        };
        return chain.filter(exchange.mutate().request(counted).build());
    }

    private static ResponseStatusException tooLarge() {
        return new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
    }
}
