package cn.zhibu.member.account;

import static cn.zhibu.member.account.AccountProblem.IDENTITIES_UNAVAILABLE;

import java.security.SecureRandom;
import org.springframework.stereotype.Service;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

/** People at the identity provider: makes what should be there be there, however often it is asked. */
@Service
public class IdentityService {

    /** A user name and the password to hand over with it. */
    public record Credentials(String username, String password) {
        @Override
        public String toString() {
            return "Credentials of " + username; // never the password
        }
    }

    /** Without look-alikes (0 O, 1 l I), so that it can be read aloud. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 14;

    private final Keycloak keycloak;
    private final SecureRandom random = new SecureRandom();

    IdentityService(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    /** The organization of a bureau. */
    public Mono<Void> organization(String bureau, String code, String name) {
        return keycloak.organization(bureau, code, name).then();
    }

    /** A user in the organization of a bureau, with our account id. */
    Mono<Void> user(String bureau, String code, String account, String username) {
        return keycloak.organization(bureau, code, code)
                .flatMap(organization ->
                        keycloak.user(username, account).flatMap(user -> keycloak.join(organization, user)));
    }

    Mono<Void> disable(String username) {
        return keycloak.disable(username);
    }

    /** Sets a password that must be changed at the first login, making user and membership first where need be. */
    public Mono<Credentials> oneTimePassword(String bureau, String code, String account, String username) {
        var password = password();
        return user(bureau, code, account, username)
                .then(keycloak.user(username, account))
                .flatMap(user -> keycloak.password(user, password))
                .thenReturn(new Credentials(username, password))
                .onErrorMap(WebClientException.class, away -> IDENTITIES_UNAVAILABLE.of());
    }

    private String password() {
        var password = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
