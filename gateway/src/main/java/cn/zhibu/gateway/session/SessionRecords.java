package cn.zhibu.gateway.session;

import cn.zhibu.gateway.session.SessionRecord.Login;
import cn.zhibu.gateway.session.SessionRecord.Person;
import cn.zhibu.gateway.session.SessionRecord.Tokens;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.server.WebSessionOAuth2ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.server.WebSessionServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;

/** Between the attributes the framework works with and the record that is stored. */
final class SessionRecords {

    static final String CONTEXT = WebSessionServerSecurityContextRepository.DEFAULT_SPRING_SECURITY_CONTEXT_ATTR_NAME;
    static final String CLIENTS =
            WebSessionServerOAuth2AuthorizedClientRepository.class.getName() + ".AUTHORIZED_CLIENTS";
    static final String REQUEST =
            WebSessionOAuth2ServerAuthorizationRequestRepository.class.getName() + ".AUTHORIZATION_REQUEST";
    static final String RETURN_TO = "returnTo";

    private final ClientRegistration provider;

    SessionRecords(ClientRegistration provider) {
        this.provider = provider;
    }

    /** An attribute that has no place in the record is a fault of this house, and not quietly lost. */
    SessionRecord record(Map<String, Object> attributes) {
        var left = new HashMap<>(attributes);
        var person = left.remove(CONTEXT) instanceof SecurityContext context ? person(context) : null;
        var tokens = left.remove(CLIENTS) instanceof Map<?, ?> clients ? tokens(clients) : null;
        var login = left.remove(REQUEST) instanceof OAuth2AuthorizationRequest request ? login(request) : null;
        var returnTo = left.remove(RETURN_TO) instanceof String page ? page : null;
        if (!left.isEmpty()) {
            throw new IllegalStateException("A session has no place for " + left.keySet());
        }
        return new SessionRecord(SessionRecord.VERSION, person, tokens, login, returnTo);
    }

    Map<String, Object> attributes(SessionRecord stored) {
        var attributes = new HashMap<String, Object>();
        if (stored.person() != null) {
            var user = user(stored.person());
            attributes.put(
                    CONTEXT,
                    new SecurityContextImpl(
                            new OAuth2AuthenticationToken(user, user.getAuthorities(), provider.getRegistrationId())));
            if (stored.tokens() != null) {
                var clients = new HashMap<String, OAuth2AuthorizedClient>();
                clients.put(provider.getRegistrationId(), client(stored.tokens(), user.getName()));
                attributes.put(CLIENTS, clients);
            }
        }
        if (stored.login() != null) {
            attributes.put(REQUEST, request(stored.login()));
        }
        if (stored.returnTo() != null) {
            attributes.put(RETURN_TO, stored.returnTo());
        }
        return attributes;
    }

    private static @Nullable Person person(SecurityContext context) {
        var authentication = context.getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof OidcUser user)) {
            return null;
        }
        var token = user.getIdToken();
        var claims = user.getClaims().entrySet().stream()
                .filter(claim -> Person.KEPT.contains(claim.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, claim -> plain(claim.getValue())));
        return new Person(token.getTokenValue(), token.getIssuedAt(), token.getExpiresAt(), claims);
    }

    /** The issuer is read as an address and told as text; everything else is told as it came. */
    private static Object plain(Object claim) {
        return claim instanceof java.net.URL address ? address.toString() : claim;
    }

    private static OidcUser user(Person person) {
        var token = new OidcIdToken(person.identityToken(), person.issued(), person.ends(), person.claims());
        return new DefaultOidcUser(List.of(new OidcUserAuthority(token)), token, "preferred_username");
    }

    private @Nullable Tokens tokens(Map<?, ?> clients) {
        if (!(clients.get(provider.getRegistrationId()) instanceof OAuth2AuthorizedClient client)) {
            return null;
        }
        var access = client.getAccessToken();
        var renewal = client.getRefreshToken();
        return new Tokens(
                access.getTokenValue(),
                access.getIssuedAt(),
                access.getExpiresAt(),
                access.getScopes(),
                renewal == null ? null : renewal.getTokenValue());
    }

    private OAuth2AuthorizedClient client(Tokens tokens, String username) {
        var access = new OAuth2AccessToken(
                TokenType.BEARER, tokens.access(), tokens.issued(), tokens.ends(), tokens.scopes());
        var renewal = tokens.renewal() == null ? null : new OAuth2RefreshToken(tokens.renewal(), tokens.issued());
        return new OAuth2AuthorizedClient(provider, username, access, renewal);
    }

    private static Login login(OAuth2AuthorizationRequest request) {
        return new Login(
                Objects.requireNonNull(request.getState()),
                Objects.requireNonNull(request.getRedirectUri()),
                URI.create(request.getAuthorizationRequestUri()),
                request.getScopes(),
                request.getAttributes());
    }

    private OAuth2AuthorizationRequest request(Login login) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(login.started().getScheme() + "://"
                        + login.started().getAuthority() + login.started().getPath())
                .authorizationRequestUri(login.started().toString())
                .clientId(provider.getClientId())
                .redirectUri(login.redirect())
                .scopes(login.scopes())
                .state(login.state())
                .attributes(login.secrets())
                .build();
    }
}
