package cn.zhibu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.UriComponentsBuilder;

/** The way through the sign-in as a browser goes it. */
final class Logins {

    private Logins() {}

    /** The session cookie of whoever the provider says is there. */
    static String login(WebTestClient browser, FakeProvider provider, String page) {
        var start = browser.get()
                .uri(uri -> uri.path("/oauth2/authorization/keycloak")
                        .queryParam("continue", "{page}")
                        .build(page))
                .exchange()
                .expectStatus()
                .isFound()
                .returnResult(Void.class);
        var asked = UriComponentsBuilder.fromUri(start.getResponseHeaders().getLocation())
                .build()
                .getQueryParams();
        provider.nonce = asked.getFirst("nonce");
        var before = sessionCookie(start);
        var done = browser.get()
                .uri("/login/oauth2/code/keycloak?code=abc&state="
                        + asked.getFirst("state").replace("%3D", "="))
                .cookie("SESSION", before)
                .exchange()
                .expectStatus()
                .isFound()
                .expectHeader()
                .location(page)
                .expectBody()
                .returnResult();
        var after = done.getResponseCookies().getFirst("SESSION");
        assertThat(after.getValue()).isNotEqualTo(before);
        assertThat(after.isHttpOnly()).isTrue();
        assertThat(after.getSameSite()).isEqualTo("Lax");
        assertThat(done.getResponseCookies()).containsKey("XSRF-TOKEN");
        return after.getValue();
    }

    /** What the front of this session shows with a writing request. */
    static String csrf(WebTestClient browser, String session) {
        return browser.get()
                .uri("/api/session")
                .cookie("SESSION", session)
                .exchange()
                .returnResult(Void.class)
                .getResponseCookies()
                .getFirst("XSRF-TOKEN")
                .getValue();
    }

    private static String sessionCookie(FluxExchangeResult<Void> result) {
        return result.getResponseCookies().getFirst("SESSION").getValue();
    }
}
