package cn.zhibu.gateway.session;

import cn.zhibu.gateway.GatewaySettings;
import java.time.Clock;
import org.mongodb.spring.session.ReactiveMongoSessionRepository;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.security.oauth2.client.oidc.server.session.ReactiveOidcSessionRegistry;
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
            GatewaySettings settings,
            ApplicationEventPublisher events) {
        var converter = new SealedSessionConverter(keys, settings.sessionIdle());
        var store = new ReactiveMongoSessionRepository(mongo);
        store.setApplicationEventPublisher(events);
        store.setCollectionName(Sessions.COLLECTION);
        store.setMongoSessionConverter(converter);
        store.setDefaultMaxInactiveInterval(settings.sessionIdle());
        return new Sessions(store, mongo, converter);
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
