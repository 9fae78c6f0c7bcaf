package cn.zhibu.gateway.login;

import cn.zhibu.gateway.GatewaySettings;
import java.time.Clock;
import java.util.concurrent.TimeoutException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.AuthorizationCodeReactiveOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.DelegatingReactiveOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.RefreshTokenReactiveOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.ReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.ReactiveOidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoderFactory;
import reactor.core.publisher.Mono;

/** Tokens live in the session, sealed with it, and are renewed shortly before they run out. */
@Configuration(proxyBeanMethods = false)
class Tokens {

    @Bean
    ReactiveOAuth2AuthorizedClientManager authorizedClientManager(
            ReactiveClientRegistrationRepository clients, ServerOAuth2AuthorizedClientRepository authorized) {
        var renewal = new RefreshTokenReactiveOAuth2AuthorizedClientProvider();
        renewal.setClockSkew(GatewaySettings.RENEW_BEFORE_END);
        // By default a renewal stores the user anew and so changes the session id under requests still on their way.
        renewal.setAuthorizationSuccessHandler((client, principal, attributes) -> Mono.empty());
        var manager = new DefaultReactiveOAuth2AuthorizedClientManager(clients, authorized);
        manager.setAuthorizedClientProvider(new DelegatingReactiveOAuth2AuthorizedClientProvider(
                new AuthorizationCodeReactiveOAuth2AuthorizedClientProvider(),
                new SharedRenewal(renewal, Clock.systemUTC())));
        return manager;
    }

    /** The exchange of a login's code for its tokens. */
    @Bean
    ReactiveOAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codeExchange() {
        var exchange = new WebClientReactiveAuthorizationCodeTokenResponseClient();
        return request -> ProviderAway.or(exchange.getTokenResponse(request));
    }

    /** Reads who has signed in; the keys to check it with may have to be fetched first. */
    @Bean
    ReactiveJwtDecoderFactory<ClientRegistration> identityTokens() {
        var decoders = new ReactiveOidcIdTokenDecoderFactory();
        return client -> {
            var decoder = decoders.createDecoder(client);
            return token -> decoder.decode(token)
                    .timeout(ProviderAway.PATIENCE)
                    .onErrorMap(TimeoutException.class, late -> new JwtException("The keys cannot be had", late));
        };
    }
}
