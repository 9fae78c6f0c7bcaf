package cn.zhibu.gateway.login;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.security.oauth2.client.OAuth2AuthorizationContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientProvider;
import reactor.core.publisher.Mono;

/** Requests that arrive together share one renewal: a refresh token is used once, even if it may be used only once. */
final class SharedRenewal implements ReactiveOAuth2AuthorizedClientProvider {

    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final ReactiveOAuth2AuthorizedClientProvider renewal;
    private final ConcurrentMap<String, Mono<OAuth2AuthorizedClient>> running = new ConcurrentHashMap<>();

    SharedRenewal(ReactiveOAuth2AuthorizedClientProvider renewal) {
        this.renewal = renewal;
    }

    @Override
    public Mono<OAuth2AuthorizedClient> authorize(OAuth2AuthorizationContext context) {
        var client = context.getAuthorizedClient();
        if (client == null || client.getRefreshToken() == null) {
            return renewal.authorize(context);
        }
        var token = client.getRefreshToken().getTokenValue();
        var known = running.get(token);
        return known != null ? known : renewal(context, token);
    }

    /** A renewal that turns out not to be needed comes back empty at once and is forgotten at once. */
    private Mono<OAuth2AuthorizedClient> renewal(OAuth2AuthorizationContext context, String token) {
        return Mono.defer(() -> running.computeIfAbsent(
                token,
                key -> renewal.authorize(context)
                        .switchIfEmpty(Mono.fromRunnable(() -> running.remove(key)))
                        .doOnError(failure -> running.remove(key))
                        .doOnNext(renewed -> forgetLater(key))
                        .cache()));
    }

    private void forgetLater(String token) {
        Mono.delay(REMEMBERED).subscribe(passed -> running.remove(token));
    }
}
