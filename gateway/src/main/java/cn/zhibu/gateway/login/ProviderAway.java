package cn.zhibu.gateway.login;

import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import reactor.core.publisher.Mono;

/**
 * The difference between a provider that refuses and one that cannot be asked: it is down, stuck, starting or broken. Only
 * a refusal ends a sign-in.
 */
final class ProviderAway {

    /** How long its answer is waited for; a stuck provider holds nobody up for longer. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private ProviderAway() {}

    /** The provider's answer in time, or the failure that says it is away. */
    static <T> Mono<T> or(Mono<T> answer) {
        return answer.timeout(PATIENCE).onErrorMap(failure -> !refused(failure), ProviderAway::failure);
    }

    static boolean is(Throwable failure) {
        return failure instanceof OAuth2AuthorizationException away && is(away.getError());
    }

    static boolean is(OAuth2Error error) {
        return OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE.equals(error.getErrorCode());
    }

    private static boolean refused(Throwable failure) {
        return failure instanceof OAuth2AuthorizationException answered
                && OAuth2ErrorCodes.INVALID_GRANT.equals(answered.getError().getErrorCode());
    }

    private static OAuth2AuthorizationException failure(Throwable cause) {
        var error = new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE, String.valueOf(cause.getMessage()), null);
        return new OAuth2AuthorizationException(error, cause);
    }
}
