package cn.zhibu.gateway.session;

import cn.zhibu.gateway.GatewaySettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.security.oauth2.client.oidc.server.session.ReactiveOidcSessionRegistry;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
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
    Sessions sessions(
            ReactiveMongoOperations mongo,
            SessionKeys keys,
            ClientRegistration provider,
            GatewaySettings settings,
            Clock clock) {
        return new Sessions(mongo, new SessionDocuments(keys, provider, settings.sessionIdle(), clock));
    }

    @Bean
    WebSessionIdResolver webSessionIdResolver(SessionKeys keys, GatewaySettings settings) {
        return new SealedSessionCookie(keys, settings.secure());
    }

    @Bean
    ReactiveOidcSessionRegistry providerLogouts(ReactiveMongoOperations mongo, SessionKeys keys) {
        return new ProviderLogouts(mongo, keys);
    }
}
