package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.launch.Stack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The identity server is away: who is signed in works on, and is not signed out when a token ends meanwhile. */
class SignInTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TOKEN_SECONDS = 20;
    private static final String UNITS = "/api/member/v1/units";

    private final Stack stack = Product.stack();
    private final IdentityServer identities = new IdentityServer(stack);

    @AfterEach
    void usualTokens() {
        stack.launchOne("keycloak");
        stack.awaitHealthy(List.of("keycloak"), PATIENCE);
        identities.tokensLive(0);
    }

    @Test
    void whileTheIdentityServerIsAwayNobodyIsSignedOut() throws Exception {
        var bureau = Bureau.open(Product.operator(), "离线区教育局");
        var unit = bureau.branch("离线园", "离线支部", 0);
        identities.tokensLive(TOKEN_SECONDS);
        var secretary = bureau.appoint("sec", "SECRETARY", unit);
        Product.await("the secretary's grant", PATIENCE, () -> status(secretary) == 200);
        stack.kill("keycloak");
        assertThat(status(secretary)).as("with the token at hand").isEqualTo(200);
        Product.await("the token ends", PATIENCE, () -> status(secretary) != 200);
        var refused = secretary.call("GET", UNITS, null, Map.of());
        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.json().get("code").asString()).isEqualTo("LOGIN_UNAVAILABLE");
        assertThat(refused.header("retry-after")).isNotEmpty();
        assertThat(secretary.get("/api/session").json().get("authenticated").asBoolean())
                .as("still signed in")
                .isTrue();
        assertThat(loginLeadsTo()).startsWith("/welcome?login=unavailable");
        stack.launchOne("keycloak");
        stack.awaitHealthy(List.of("keycloak"), PATIENCE);
        Product.await("the sign-in is renewed", Duration.ofSeconds(20), () -> status(secretary) == 200);
        Product.await(
                "the login page is back",
                Duration.ofSeconds(20),
                () -> loginLeadsTo().startsWith(stack.keycloakUrl()));
        bureau.appoint("late", "SECRETARY", unit);
    }

    private static int status(Visitor visitor) {
        return visitor.get(UNITS).status();
    }

    private String loginLeadsTo() {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(Product.url() + "/oauth2/authorization/keycloak"))
                                    .build(),
                            BodyHandlers.discarding())
                    .headers()
                    .firstValue("location")
                    .orElse("");
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
