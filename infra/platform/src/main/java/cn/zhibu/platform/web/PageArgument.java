package cn.zhibu.platform.web;

import cn.zhibu.platform.input.InputFault;
import cn.zhibu.platform.input.Numbers;
import cn.zhibu.platform.input.Texts;
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
                number("page", query.getFirst("page"), 1, PageQuery.LAST),
                number("size", query.getFirst("size"), USUAL, PageQuery.MOST),
                after(query.getFirst("after"))));
    }

    private static @Nullable String after(@Nullable String given) {
        return given == null || given.isBlank() ? null : given;
    }

    private static int number(String name, @Nullable String given, int usual, int most) {
        try {
            var typed = given == null ? null : Texts.read(given);
            return typed == null ? usual : (int) Numbers.whole(Numbers.read(typed), 1, most);
        } catch (InputFault fault) {
            throw PlatformProblem.parameter(name, fault);
        }
    }
}
