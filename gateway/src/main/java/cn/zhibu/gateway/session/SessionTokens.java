package cn.zhibu.gateway.session;

import cn.zhibu.gateway.GatewaySettings;
import java.time.Clock;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.server.WebSessionServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/**
 * The tokens lie in the session. Those that are due to be renewed are first read from the store anew: another gateway
 * may have renewed them a moment ago, and what renews them may be good for one time only.
 */
final class SessionTokens implements ServerOAuth2AuthorizedClientRepository {

    private final ServerOAuth2AuthorizedClientRepository inSession =
            new WebSessionServerOAuth2AuthorizedClientRepository();
    private final Sessions sessions;
    private final Clock clock;

    SessionTokens(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public <T extends OAuth2AuthorizedClient> Mono<T> loadAuthorizedClient(
            String provider, Authentication person, ServerWebExchange exchange) {
        return inSession
                .<T>loadAuthorizedClient(provider, person, exchange)
                .flatMap(client -> due(client)
                        ? exchange.getSession().flatMap(session -> this.<T>stored(provider, session))
                        : Mono.just(client));
    }

    @Override
    public Mono<Void> saveAuthorizedClient(
            OAuth2AuthorizedClient client, Authentication person, ServerWebExchange exchange) {
        return inSession.saveAuthorizedClient(client, person, exchange);
    }

    @Override
    public Mono<Void> removeAuthorizedClient(String provider, Authentication person, ServerWebExchange exchange) {
        return inSession.removeAuthorizedClient(provider, person, exchange);
    }

    private boolean due(OAuth2AuthorizedClient client) {
        var end = client.getAccessToken().getExpiresAt();
        return end != null && !clock.instant().isBefore(end.minus(GatewaySettings.RENEW_BEFORE_END));
    }

    /** A session that has ended meanwhile renews nothing. */
    @SuppressWarnings("unchecked")
    private <T extends OAuth2AuthorizedClient> Mono<T> stored(String provider, WebSession session) {
        return sessions.findAnew(session.getId())
                .mapNotNull(stored -> (T) stored.client(provider))
                .switchIfEmpty(Mono.error(
                        () -> new OAuth2AuthorizationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT))));
    }
}
