package cn.zhibu.platform.security;

import static cn.zhibu.platform.problem.PlatformProblem.IDEMPOTENCY_KEY_MISSING;
import static cn.zhibu.platform.problem.PlatformProblem.VERSION_MISSING;
import static cn.zhibu.platform.problem.PlatformProblem.VERSION_OUTDATED;

import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.problem.ProblemHandler;
import cn.zhibu.platform.tenant.Tenancy;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Names tenant and intent of a request in the Reactor context, after the token was validated. A POST must carry an
 * Idempotency-Key, a PUT the version it changes (If-Match).
 */
final class RequestContextFilter implements WebFilter, Ordered {

    static final String TENANT = "zhibu.tenant";
    static final String COMMAND = "zhibu.command";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{8,128}");
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

    @Override
    public int getOrder() {
        return 0; // Spring Security's chain is at -100
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .map(context -> context.getAuthentication())
                .ofType(CallerToken.class)
                .map(java.util.Optional::of)
                .defaultIfEmpty(java.util.Optional.empty())
                .flatMap(token ->
                        token.map(signedIn -> pass(exchange, chain, signedIn)).orElseGet(() -> chain.filter(exchange)));
    }

    private static Mono<Void> pass(ServerWebExchange exchange, WebFilterChain chain, CallerToken token) {
        var request = exchange.getRequest();
        var digest = new BodyDigest(request);
        String trace = exchange.getAttributeOrDefault(ProblemHandler.REQUEST_ID, "");
        var account = token.getPrincipal().account();
        var bare = new Command(account, null, null, () -> "", trace);
        exchange.getAttributes().put(TENANT, token.tenant());
        exchange.getAttributes().put(COMMAND, bare);
        return Mono.defer(() -> {
                    var command = new Command(account, key(request), expected(request), digest::hex, trace);
                    return chain.filter(exchange.mutate().request(digest).build())
                            .contextWrite(command::into);
                })
                .contextWrite(context -> Tenancy.in(context, token.tenant()));
    }

    private static @Nullable String key(ServerHttpRequest request) {
        var method = request.getMethod();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS) {
            return null;
        }
        var key = request.getHeaders().getFirst("Idempotency-Key");
        if (key == null && method != HttpMethod.POST) {
            return null;
        }
        if (key == null || !KEY.matcher(key).matches()) {
            throw IDEMPOTENCY_KEY_MISSING.of();
        }
        // One key means one intent at one address: the same key elsewhere is another command.
        return key + " " + method + " " + request.getPath().value();
    }

    private static @Nullable Long expected(ServerHttpRequest request) {
        var tag = request.getHeaders().getFirst("If-Match");
        if (tag == null) {
            if (request.getMethod() == HttpMethod.PUT) {
                throw VERSION_MISSING.of();
            }
            return null;
        }
        var matcher = TAG.matcher(tag.trim());
        if (!matcher.matches()) {
            throw VERSION_OUTDATED.of();
        }
        return Long.valueOf(matcher.group(1));
    }
}
