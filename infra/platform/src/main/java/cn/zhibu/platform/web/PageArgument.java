package cn.zhibu.platform.web;

import cn.zhibu.platform.problem.PlatformProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Reads the {@link PageQuery} of a list. */
final class PageArgument implements HandlerMethodArgumentResolver {

    private static final int USUAL = 20;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageQuery.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        var query = exchange.getRequest().getQueryParams();
        return Mono.fromCallable(() -> new PageQuery(
                number("page", query.getFirst("page"), 1), number("size", query.getFirst("size"), USUAL)));
    }

    private static int number(String name, @Nullable String given, int usual) {
        try {
            return given == null || given.isBlank() ? usual : Integer.parseInt(given);
        } catch (NumberFormatException notOne) {
            throw PlatformProblem.UNREADABLE_PARAMETER.of(name);
        }
    }
}
