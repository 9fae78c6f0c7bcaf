package cn.zhibu.gateway.login;

import static org.springframework.security.config.Customizer.withDefaults;

import cn.zhibu.gateway.problem.GatewayProblem;
import cn.zhibu.gateway.problem.GatewayProblems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.logout.WebSessionServerLogoutHandler;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CsrfException;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/** Who gets through the door: the front is open, everything under /api wants a login, and every answer wears armour. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class LoginSecurity {

    private static final Logger LOG = LoggerFactory.getLogger(LoginSecurity.class);

    /** What is followed without signing in: no session is looked at there, so no other page can make use of one. */
    private static final ServerWebExchangeMatcher OPEN = ServerWebExchangeMatchers.pathMatchers("/api/*/v1/open/**");

    private final GatewayProblems problems;

    LoginSecurity(GatewayProblems problems) {
        this.problems = problems;
    }

    @Bean
    SecurityWebFilterChain chain(
            ServerHttpSecurity http,
            LoginStart start,
            ReturnTo returnTo,
            LogoutAnswer logout,
            CsrfCookie csrfCookie,
            ServerCsrfTokenRepository csrfTokens) {
        var signedIn = new RedirectServerAuthenticationSuccessHandler("/");
        signedIn.setRequestCache(returnTo);
        return http.headers(HeaderSpec::disable)
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(new AndServerWebExchangeMatcher(
                                CsrfWebFilter.DEFAULT_CSRF_MATCHER, new NegatedServerWebExchangeMatcher(OPEN)))
                        .csrfTokenRepository(csrfTokens)
                        .csrfTokenRequestHandler(new ServerCsrfTokenRequestAttributeHandler())
                        .accessDeniedHandler(denied()))
                .requestCache(cache -> cache.requestCache(returnTo))
                .authorizeExchange(rules -> rules.pathMatchers(HttpMethod.GET, "/api/session")
                        .permitAll()
                        .matchers(OPEN)
                        .permitAll()
                        .pathMatchers("/api/**")
                        .authenticated()
                        .anyExchange()
                        .permitAll())
                .oauth2Login(login -> login.authorizationRequestResolver(start)
                        .authenticationSuccessHandler((at, who) ->
                                csrfCookie.shown(at.getExchange()).then(signedIn.onAuthenticationSuccess(at, who)))
                        .authenticationFailureHandler(failed()))
                .oidcLogout(provider -> provider.backChannel(withDefaults()))
                .logout(own -> own.logoutUrl("/logout")
                        .logoutHandler(handlers -> handlers.add(new WebSessionServerLogoutHandler()))
                        .logoutSuccessHandler(logout))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                                (exchange, missing) -> problems.write(exchange, GatewayProblem.NOT_SIGNED_IN))
                        .accessDeniedHandler(denied()))
                .build();
    }

    /** Whose session has ended is told that, and not that a token is missing. */
    private ServerAccessDeniedHandler denied() {
        var signedIn = new WebSessionServerSecurityContextRepository();
        return (exchange, refusal) -> refusal instanceof CsrfException
                ? signedIn.load(exchange)
                        .hasElement()
                        .map(known -> known ? GatewayProblem.CSRF_TOKEN_INVALID : GatewayProblem.NOT_SIGNED_IN)
                        .flatMap(problem -> problems.write(exchange, problem))
                : problems.write(exchange, GatewayProblem.NOT_ALLOWED);
    }

    private static ServerAuthenticationFailureHandler failed() {
        var refused = new RedirectServerAuthenticationFailureHandler("/welcome?login=failed");
        var away = new RedirectServerAuthenticationFailureHandler(LoginDoor.UNAVAILABLE);
        return (exchange, failure) -> {
            LOG.warn("A login failed: {}", failure.getMessage());
            var back = failure instanceof OAuth2AuthenticationException login && ProviderAway.is(login.getError())
                    ? away
                    : refused;
            return back.onAuthenticationFailure(exchange, failure);
        };
    }
}
