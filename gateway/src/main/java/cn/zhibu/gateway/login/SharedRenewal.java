package cn.zhibu.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.OAuth2AuthorizationContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientProvider;
import reactor.core.publisher.Mono;

/**
 * Requests that arrive together share one renewal: a refresh token is used once, even if it may be used only once. While
 * the provider is away people go on with the token they have, to its end.
 */
final class SharedRenewal implements ReactiveOAuth2AuthorizedClientProvider {

    private static final Logger LOG = LoggerFactory.getLogger(SharedRenewal.class);
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(3);

    private final ReactiveOAuth2AuthorizedClientProvider renewal;
    private final Clock clock;
    private final ConcurrentMap<String, Mono<OAuth2AuthorizedClient>> running = new ConcurrentHashMap<>();

    SharedRenewal(ReactiveOAuth2AuthorizedClientProvider renewal, Clock clock) {
        this.renewal = renewal;
        this.clock = clock;
    }

    @Override
    public Mono<OAuth2AuthorizedClient> authorize(OAuth2AuthorizationContext context) {
        var client = context.getAuthorizedClient();
        if (client == null || client.getRefreshToken() == null) {
            return renewal.authorize(context);
        }
        var token = client.getRefreshToken().getTokenValue();
        var known = running.get(token);
        return (known != null ? known : renewal(context, token))
                .onErrorResume(failure -> ProviderAway.is(failure) && stillGood(client), away -> Mono.empty());
    }

    /** A renewal that turns out not to be needed comes back empty at once and is forgotten at once. */
    private Mono<OAuth2AuthorizedClient> renewal(OAuth2AuthorizationContext context, String token) {
        return Mono.defer(() -> running.computeIfAbsent(
                token,
                key -> ProviderAway.or(renewal.authorize(context))
                        .switchIfEmpty(Mono.fromRunnable(() -> running.remove(key)))
                        .doOnError(failure -> failed(key, failure))
                        .doOnNext(renewed -> forgetLater(key, REMEMBERED))
                        .cache()));
    }

    private void failed(String key, Throwable failure) {
        if (ProviderAway.is(failure)) {
            LOG.warn("A sign-in cannot be renewed at the moment: {}", failure.getMessage());
            forgetLater(key, LEFT_ALONE);
        } else {
            running.remove(key);
        }
    }

    private boolean stillGood(OAuth2AuthorizedClient client) {
        var end = client.getAccessToken().getExpiresAt();
        return end != null && clock.instant().isBefore(end);
    }

    private void forgetLater(String token, Duration later) {
        Mono.delay(later).subscribe(passed -> running.remove(token));
    }
}
