package cn.zhibu.platform.web;

import cn.zhibu.platform.observe.Audit;
import cn.zhibu.platform.security.Looks;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.reactive.result.method.annotation.ResponseBodyResultHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Writes answers: sets the entity tag of what is versioned, and notes the look at a personal file before it is shown. */
final class AnswerHandler extends ResponseBodyResultHandler {

    private final Audit audit;

    AnswerHandler(
            ServerCodecConfigurer codecs,
            RequestedContentTypeResolver types,
            ReactiveAdapterRegistry adapters,
            Audit audit) {
        super(codecs.getWriters(), types, adapters);
        this.audit = audit;
        setOrder(90); // before Spring's own at 100
    }

    @Override
    public Mono<Void> handleResult(ServerWebExchange exchange, HandlerResult result) {
        if (result.getReturnValue() instanceof Mono<?> answer) {
            var looks = result.getReturnTypeSource().getMethodAnnotation(Looks.class);
            Mono<?> watched = looks == null ? answer : answer.flatMap(value -> noted(exchange, looks, value));
            Mono<?> tagged = watched.doOnNext(value -> tag(exchange, value));
            return super.handleResult(
                    exchange, new HandlerResult(result.getHandler(), tagged, result.getReturnTypeSource()));
        }
        return super.handleResult(exchange, result);
    }

    private Mono<Object> noted(ServerWebExchange exchange, Looks looks, Object value) {
        java.util.Map<String, String> path =
                exchange.getAttributeOrDefault(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, java.util.Map.of());
        return audit.looked(looks.value(), path.getOrDefault("id", "")).thenReturn(value);
    }

    private static void tag(ServerWebExchange exchange, Object value) {
        if (value instanceof Versioned versioned) {
            exchange.getResponse().getHeaders().setETag("\"" + versioned.version() + "\"");
        }
    }
}
