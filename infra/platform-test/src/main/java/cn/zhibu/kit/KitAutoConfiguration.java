package cn.zhibu.kit;

import com.nimbusds.jose.JOSEException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/** Lets services under test trust the tokens of {@link Tokens}. */
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration")
@org.springframework.boot.autoconfigure.condition.ConditionalOnClass(org.springframework.kafka.core.KafkaTemplate.class)
@org.springframework.boot.autoconfigure.condition.ConditionalOnProperty("zhibu.service")
final class KitAutoConfiguration {

    @Bean
    ReactiveJwtDecoder testDecoder() throws JOSEException {
        return NimbusReactiveJwtDecoder.withPublicKey(Tokens.KEY.toRSAPublicKey())
                .build();
    }

    /** Watches that only commands and operators of the closed list are used, and by an index (infra/docs/database.md). */
    @Bean
    org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer closedList() {
        return settings -> settings.addCommandListener(ClosedList.WATCH)
                .addCommandListener(EachByAnIndex.QUESTIONS)
                .addCommandListener(EachByAnIndex.OUTBOXES)
                .addCommandListener(Asked.COUNT);
    }

    @Bean
    World world(
            org.springframework.kafka.core.KafkaTemplate<String, byte[]> kafka,
            cn.zhibu.platform.tenant.Tenants tenants,
            cn.zhibu.platform.tenant.TenantDatabases databases,
            @org.springframework.beans.factory.annotation.Value("${spring.mongodb.uri}") String store) {
        return new World(kafka, tenants, databases, com.mongodb.reactivestreams.client.MongoClients.create(store));
    }
}
