package cn.zhibu.platform.security;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.problem.ProblemHandler;
import cn.zhibu.platform.tenant.TenantDatabases;
import cn.zhibu.platform.tenant.Tenants;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.JwkSetUriReactiveJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;

/** Default deny: every request carries a token, every handler a capability, every refusal is a problem. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration"
        },
        afterName = {
            "cn.zhibu.platform.change.ChangeAutoConfiguration",
            "cn.zhibu.platform.problem.ProblemAutoConfiguration"
        })
@ConditionalOnClass({ReactiveMongoTemplate.class, JwtReactiveAuthenticationManager.class})
@ConditionalOnBean(Changes.class)
@EnableWebFluxSecurity
@EnableReactiveMethodSecurity
final class SecurityAutoConfiguration {

    @Bean
    Grants platformGrants(ReactiveMongoTemplate mongo) {
        return new Grants(mongo);
    }

    @Bean
    GrantProjection platformGrantProjection(Changes changes, Grants grants, Tenants tenants) {
        return new GrantProjection(changes, grants, tenants);
    }

    @Bean
    OpenLinks platformOpenLinks(TenantDatabases databases, Tenants tenants) {
        return new OpenLinks(databases, tenants);
    }

    @Bean
    RequestContextFilter platformRequestContextFilter() {
        return new RequestContextFilter();
    }

    @Bean
    Holders platformHolders(ReactiveMongoTemplate mongo) {
        return new Holders(mongo);
    }

    @Bean
    OnBehalf platformOnBehalf(Grants grants) {
        return new OnBehalf(grants);
    }

    @Bean
    CallerArgument platformCallerArgument() {
        return new CallerArgument();
    }

    @Bean
    TokenKeys platformTokenKeys() {
        return new TokenKeys();
    }

    @Bean
    JwkSetUriReactiveJwtDecoderBuilderCustomizer platformKeys(TokenKeys keys) {
        return decoder -> decoder.webClient(keys.web());
    }

    @Bean
    SecurityWebFilterChain securityWebFilterChain(
            ServerHttpSecurity http,
            ReactiveJwtDecoder verifying,
            TokenKeys keys,
            Grants grants,
            Tenants tenants,
            ProblemHandler problems,
            Clock clock) {
        var tokens = new KeptTokens(verifying, keys::edition, clock);
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable) // no cookies here: only bearer tokens
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(exchanges -> exchanges
                        .pathMatchers("/actuator/**", "/v3/api-docs/**", "/api/*/v1/open/**") // handlers marked @Open
                        .permitAll()
                        .anyExchange()
                        .authenticated())
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(problems::handle).accessDeniedHandler(problems::handle))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(problems::handle)
                        .accessDeniedHandler(problems::handle)
                        .jwt(jwt ->
                                jwt.jwtDecoder(tokens).jwtAuthenticationConverter(new TokenReader(grants, tenants))))
                .build();
    }
}
