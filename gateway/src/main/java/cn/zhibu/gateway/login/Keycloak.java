package cn.zhibu.gateway.login;

import cn.zhibu.gateway.GatewaySettings;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * The identity provider, address by address: nothing is discovered, so the gateway starts while the provider is down.
 * Browsers go where the issuer says; this process takes its own way to the token and key endpoints.
 */
@Configuration(proxyBeanMethods = false)
class Keycloak {

    static final String REGISTRATION = "keycloak";

    private static final String PROTOCOL = "/protocol/openid-connect";

    @Bean
    ReactiveClientRegistrationRepository clients(ClientRegistration provider) {
        return new InMemoryReactiveClientRegistrationRepository(provider);
    }

    @Bean
    ClientRegistration provider(GatewaySettings settings) {
        var seenByBrowsers = settings.issuer() + PROTOCOL;
        var realm = settings.issuer().substring(settings.issuer().indexOf("/realms/"));
        var seenFromHere = settings.keycloak() + realm + PROTOCOL;
        return ClientRegistration.withRegistrationId(REGISTRATION)
                .clientId("gateway-bff")
                .clientSecret(settings.gatewaySecret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(settings.publicUrl() + "/login/oauth2/code/" + REGISTRATION)
                .scope("openid", "profile", "organization:*")
                .authorizationUri(seenByBrowsers + "/auth")
                .tokenUri(seenFromHere + "/token")
                .jwkSetUri(seenFromHere + "/certs")
                .issuerUri(settings.issuer())
                .userNameAttributeName("preferred_username")
                .providerConfigurationMetadata(Map.of("end_session_endpoint", seenByBrowsers + "/logout"))
                .build();
    }
}
