package cn.zhibu.member.account;

import static cn.zhibu.member.account.AccountProblem.IDENTITIES_UNAVAILABLE;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** People at the identity provider: makes what should be there be there, however often it is asked. */
@Service
public class IdentityService {

    /** Without look-alikes (0 O, 1 l I), so that it can be read aloud. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 14;

    /** Beside the reaction that makes the same user at the same moment, a call may have to be made again. */
    private static final int TRIES = 4;

    private static final Logger log = LoggerFactory.getLogger(IdentityService.class);

    private final Keycloak keycloak;
    private final SecureRandom random = new SecureRandom();

    IdentityService(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    /** The organization of a bureau. */
    public Mono<Void> organization(String bureau, String code, String name) {
        return keycloak.organization(bureau, code, name)
                .then()
                .onErrorMap(WebClientException.class, away -> IDENTITIES_UNAVAILABLE.of());
    }

    /** A user in the organization of a bureau, with our account id. */
    Mono<Void> user(String bureau, String code, String account, String username) {
        return keycloak.organization(bureau, code, code)
                .flatMap(organization ->
                        keycloak.user(username, account).flatMap(user -> keycloak.join(organization, user)));
    }

    /** Whether somebody has this name already. */
    public Mono<Boolean> taken(String username) {
        return keycloak.known(username).onErrorMap(WebClientException.class, away -> IDENTITIES_UNAVAILABLE.of());
    }

    Mono<Void> enable(String username) {
        return keycloak.enable(username);
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
                .retryWhen(Retry.backoff(TRIES, Duration.ofMillis(300))
                        .filter(WebClientException.class::isInstance)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()))
                .doOnError(away -> log.warn("The identity provider did not answer as expected: {}", away.toString()))
                .onErrorMap(TimeoutException.class, away -> IDENTITIES_UNAVAILABLE.of())
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
