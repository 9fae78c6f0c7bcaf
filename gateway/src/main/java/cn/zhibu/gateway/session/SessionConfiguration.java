package cn.zhibu.gateway.session;

import cn.zhibu.gateway.GatewaySettings;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.security.oauth2.client.oidc.server.session.ReactiveOidcSessionRegistry;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.session.config.annotation.web.server.EnableSpringWebSession;
import org.springframework.web.server.session.WebSessionIdResolver;

/** Puts the sessions together. */
@Configuration(proxyBeanMethods = false)
@EnableSpringWebSession
class SessionConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    OpenedSessions openedSessions() {
        return new OpenedSessions(Ticker.systemTicker());
    }

    @Bean
    SessionDocuments sessionDocuments(
            SessionKeys keys, ClientRegistration provider, GatewaySettings settings, Clock clock) {
        return new SessionDocuments(keys, provider, settings.sessionIdle(), clock);
    }

    @Bean
    Sessions sessions(ReactiveMongoOperations mongo, SessionDocuments documents, OpenedSessions opened) {
        return new Sessions(mongo, documents, opened);
    }

    @Bean
    ServerOAuth2AuthorizedClientRepository sessionTokens(Sessions sessions, Clock clock) {
        return new SessionTokens(sessions, clock);
    }

    @Bean
    WebSessionIdResolver webSessionIdResolver(SessionKeys keys, GatewaySettings settings) {
        return new SealedSessionCookie(keys, settings.secure());
    }

    @Bean
    ReactiveOidcSessionRegistry providerLogouts(
            ReactiveMongoOperations mongo, SessionKeys keys, OpenedSessions opened) {
        return new ProviderLogouts(mongo, keys, opened);
    }
}
