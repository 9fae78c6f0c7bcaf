package cn.zhibu.gateway.login;

import cn.zhibu.gateway.GatewaySettings;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.server.logout.OidcClientInitiatedServerLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.logout.ServerLogoutSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ends the login at the provider too. The front is told where to go instead of being redirected, because a script may
 * not follow a redirect to another site. The browser forgets what it has kept of our answers, but not what its person has
 * begun to write.
 */
@Component
final class LogoutAnswer implements ServerLogoutSuccessHandler {

    private final OidcClientInitiatedServerLogoutSuccessHandler provider;
    private final JsonMapper json;

    LogoutAnswer(ReactiveClientRegistrationRepository clients, GatewaySettings settings, JsonMapper json) {
        this.json = json;
        provider = new OidcClientInitiatedServerLogoutSuccessHandler(clients);
        provider.setPostLogoutRedirectUri(settings.publicUrl() + "/");
        provider.setRedirectStrategy((exchange, location) -> answer(exchange, location.toString()));
    }

    @Override
    public Mono<Void> onLogoutSuccess(WebFilterExchange exchange, Authentication authentication) {
        return provider.onLogoutSuccess(exchange, authentication)
                .then(Mono.defer(() -> exchange.getExchange().getResponse().isCommitted()
                        ? Mono.empty()
                        : answer(exchange.getExchange(), "/")));
    }

    private Mono<Void> answer(ServerWebExchange exchange, String location) {
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.OK);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().set("Clear-Site-Data", "\"cache\"");
        return response.writeWith(Mono.fromSupplier(
                () -> response.bufferFactory().wrap(json.writeValueAsBytes(Map.of("location", location)))));
    }
}
