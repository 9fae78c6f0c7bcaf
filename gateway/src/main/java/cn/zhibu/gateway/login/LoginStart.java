package cn.zhibu.gateway.login;

import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The way to the login page: with proof key, in the language of the screen, remembering the page one came from. Whoever is
 * signed in and asks with {@code act=password} is led through a change of password first.
 */
@Component
final class LoginStart implements ServerOAuth2AuthorizationRequestResolver {

    private final DefaultServerOAuth2AuthorizationRequestResolver requests;
    private final ReturnTo returnTo;

    LoginStart(ReactiveClientRegistrationRepository clients, ReturnTo returnTo) {
        requests = new DefaultServerOAuth2AuthorizationRequestResolver(clients);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        this.returnTo = returnTo;
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> resolve(ServerWebExchange exchange) {
        return requests.resolve(exchange).flatMap(request -> completed(exchange, request));
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> resolve(ServerWebExchange exchange, String registration) {
        return requests.resolve(exchange, registration).flatMap(request -> completed(exchange, request));
    }

    private Mono<OAuth2AuthorizationRequest> completed(ServerWebExchange exchange, OAuth2AuthorizationRequest request) {
        var asked = exchange.getRequest().getQueryParams();
        var completed = OAuth2AuthorizationRequest.from(request)
                .additionalParameters(parameters -> {
                    parameters.put("ui_locales", "en".equals(asked.getFirst("lang")) ? "en" : "zh-CN");
                    if ("password".equals(asked.getFirst("act"))) {
                        parameters.put("kc_action", "UPDATE_PASSWORD");
                    }
                })
                .build();
        return returnTo.remember(exchange).thenReturn(completed);
    }
}
