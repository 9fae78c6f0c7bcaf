package cn.zhibu.platform.web;

import cn.zhibu.platform.input.InputFault;
import cn.zhibu.platform.input.Numbers;
import cn.zhibu.platform.input.Texts;
import cn.zhibu.platform.problem.PlatformProblem;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Reads the {@link PageQuery} of a list, or what is {@link Sought} in one. */
final class PageArgument implements HandlerMethodArgumentResolver {

    private static final int USUAL = 20;
    private static final String OLDEST = "oldest";
    private static final Set<String> ORDERS = Set.of(OLDEST, "newest");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageQuery.class || parameter.getParameterType() == Sought.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        var query = exchange.getRequest().getQueryParams();
        return Mono.fromCallable(() -> parameter.getParameterType() == Sought.class ? sought(query) : page(query));
    }

    private static PageQuery page(MultiValueMap<String, String> query) {
        return new PageQuery(
                number("page", query.getFirst("page"), 1, PageQuery.LAST),
                number("size", query.getFirst("size"), USUAL, PageQuery.MOST),
                after(query.getFirst("after")));
    }

    private static Sought sought(MultiValueMap<String, String> query) {
        var order = query.getFirst("order");
        if (order != null && !ORDERS.contains(order)) {
            throw PlatformProblem.parameter("order", new InputFault("NOT_AN_OPTION"));
        }
        return new Sought(page(query), words(query.getFirst("words")), OLDEST.equals(order));
    }

    private static @Nullable String words(@Nullable String given) {
        var words = given == null ? null : Texts.read(given);
        if (words != null && Texts.length(words) > Sought.LONGEST) {
            throw PlatformProblem.parameter("words", new InputFault("TOO_LONG", Sought.LONGEST));
        }
        return words;
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
