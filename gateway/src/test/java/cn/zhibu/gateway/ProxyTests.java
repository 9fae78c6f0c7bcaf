package cn.zhibu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.store.EmbeddedStore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A gateway behind a proxy on the same machine. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ProxyTests {

    private static final FakeProvider PROVIDER = new FakeProvider();
    private static final EmbeddedStore STORE = EmbeddedStore.forTests();
    private static final DisposableServer SERVICE = HttpServer.create()
            .host("localhost")
            .route(routes -> routes.get(
                    "/api/member/v1/me",
                    (in, out) -> out.sendString(Mono.just(String.join(
                            "|",
                            String.valueOf(in.requestHeaders().getAll("X-Forwarded-For")),
                            String.valueOf(in.requestHeaders().get("X-Forwarded-Host")),
                            String.valueOf(in.requestHeaders().get("Forwarded")))))))
            .bindNow();

    @LocalServerPort
    private int port;

    private WebTestClient browser;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Doors.settings(registry, STORE.port());
        registry.add("ZHIBU_KEYCLOAK", PROVIDER::url);
        registry.add("ZHIBU_MEMBER_URL", () -> "http://localhost:" + SERVICE.port());
        registry.add("ZHIBU_LIMIT_ADDRESS", () -> "1");
        registry.add("ZHIBU_LIMIT_ADDRESS_BURST", () -> "5");
        registry.add("ZHIBU_TRUSTED_PROXIES", () -> "127.0.0.0/8,::1");
    }

    @BeforeEach
    void freshBrowser() {
        browser = Doors.browser(port).build();
    }

    @Test
    void theHasteOfOneClientLeavesTheOthersBehindTheProxyAlone() {
        assertThat(IntStream.range(0, 12).map(i -> status("198.51.100.1"))).contains(200, 429);
        assertThat(status("198.51.100.2")).isEqualTo(200);
        assertThat(status("203.0.113.77, 198.51.100.1")).isEqualTo(429);
    }

    @Test
    void aServiceIsToldTheClientAndNothingTheClientClaims() {
        var session = Logins.login(Doors.browser(port).build(), PROVIDER, "/");
        var told = browser.get()
                .uri("/api/member/v1/me")
                .cookie("SESSION", session)
                .header("X-Forwarded-For", "192.0.2.1, 198.51.100.9")
                .header("X-Forwarded-Host", "elsewhere.example")
                .header("Forwarded", "for=192.0.2.1;host=elsewhere.example")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(told).isEqualTo("[198.51.100.9]|null|null");
    }

    private int status(String forwardedFor) {
        return browser.get()
                .uri("/api/session")
                .header("X-Forwarded-For", forwardedFor)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }
}
