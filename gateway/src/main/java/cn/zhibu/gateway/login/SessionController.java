package cn.zhibu.gateway.login;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells the front whether somebody is signed in, and who; what one may do is told by member-service. */
@RestController
class SessionController {

    @GetMapping("/api/session")
    Mono<View> session(@Nullable Principal principal) {
        return Mono.just(View.of(principal));
    }

    /** @param login where a person goes to sign in; `continue` names the page to come back to */
    record View(
            boolean authenticated,
            @Nullable String username,
            @Nullable String name,
            String login) {

        private static final String LOGIN = "/oauth2/authorization/" + Keycloak.REGISTRATION;

        static View of(@Nullable Principal principal) {
            if (principal instanceof OAuth2AuthenticationToken token && token.getPrincipal() instanceof OidcUser user) {
                return new View(true, user.getPreferredUsername(), user.getFullName(), LOGIN);
            }
            return new View(false, null, null, LOGIN);
        }
    }
}
