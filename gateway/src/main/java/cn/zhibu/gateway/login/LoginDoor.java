package cn.zhibu.gateway.login;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/**
 * Sends nobody to a login page that does not answer: while the provider is away, the welcome page says so and keeps the
 * page one wanted to go to.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class LoginDoor implements WebFilter {

    static final String UNAVAILABLE = "/welcome?login=unavailable";

    private static final Logger LOG = LoggerFactory.getLogger(LoginDoor.class);
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    private final Mono<Boolean> there;

    LoginDoor(ReactiveClientRegistrationRepository clients) {
        var web = WebClient.create();
        this.there = clients.findByRegistrationId(Keycloak.REGISTRATION)
                .mapNotNull(client -> client.getProviderDetails().getJwkSetUri())
                .flatMap(keys -> ProviderAway.or(web.get().uri(keys).retrieve().toBodilessEntity()))
                .thenReturn(true)
                .onErrorResume(away -> {
                    LOG.warn("The login page cannot be reached: {}", away.getMessage());
                    return Mono.just(false);
                })
                .cache(REMEMBERED);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().value().startsWith("/oauth2/authorization/")) {
            return chain.filter(exchange);
        }
        return there.flatMap(open -> open ? chain.filter(exchange) : away(exchange));
    }

    private static Mono<Void> away(ServerWebExchange exchange) {
        var page = exchange.getRequest().getQueryParams().getFirst("continue");
        var target = UriComponentsBuilder.fromUriString(UNAVAILABLE);
        if (page != null) {
            target.queryParam("continue", "{page}");
        }
        exchange.getResponse().setStatusCode(HttpStatus.FOUND);
        exchange.getResponse().getHeaders().setLocation(target.encode().build(page == null ? "" : page));
        return exchange.getResponse().setComplete();
    }
}
