package cn.zhibu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.store.EmbeddedStore;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
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

/** While the sessions cannot be read or kept, people are told to try again, soon and in words; nobody is signed out. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class StoreAwayTests {

    private static final FakeProvider PROVIDER = new FakeProvider();
    private static final EmbeddedStore STORE = EmbeddedStore.forTests();
    private static final StoreLine LINE = new StoreLine(new InetSocketAddress("127.0.0.1", STORE.port()));
    private static final AtomicInteger WRITTEN = new AtomicInteger();
    private static final DisposableServer SERVICE = HttpServer.create()
            .host("localhost")
            .route(routes -> routes.get("/api/member/v1/me", (in, out) -> out.sendString(Mono.just("{}")))
                    .post("/api/member/v1/units", (in, out) -> {
                        WRITTEN.incrementAndGet();
                        return out.status(201)
                                .header("Content-Type", "application/json")
                                .sendString(Mono.just("{\"id\":\"u1\"}"));
                    }))
            .bindNow();

    @LocalServerPort
    private int port;

    private WebTestClient browser;
    private String csrf;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Doors.settings(registry, LINE.port());
        registry.add("ZHIBU_KEYCLOAK", PROVIDER::url);
        registry.add("ZHIBU_MEMBER_URL", () -> "http://localhost:" + SERVICE.port());
        registry.add("ZHIBU_REPORT_URL", () -> "http://127.0.0.1:64999");
    }

    @BeforeEach
    void freshBrowser() {
        browser = Doors.browser(port).build();
        PROVIDER.accessTokenLife = Duration.ofMinutes(5);
        PROVIDER.refusesRenewal = false;
        WRITTEN.set(0);
    }

    @AfterEach
    void mend() {
        LINE.mend();
    }

    @Test
    void whoAsksWhileTheStoreIsAwayIsToldToTryAgainAndIsStillSignedInAfterwards() {
        var session = Logins.login(browser, PROVIDER, "/");
        LINE.cut();
        tryAgain(session, "/api/member/v1/me");
        LINE.mend();
        served(session);
    }

    @Test
    void whoAsksWhileTheStoreIsStuckIsNotKeptWaiting() {
        var session = Logins.login(browser, PROVIDER, "/");
        LINE.silence();
        tryAgain(session, "/api/member/v1/me");
        LINE.mend();
        served(session);
    }

    @Test
    void aStoreThatIsLostWhileTheSessionIsKeptCostsAnotherAttemptAndNoSignIn() {
        var session = renewedWithEachRequest();
        LINE.breakAt("findAndModify");
        worthAnotherAttempt(post(session, "/api/member/v1/units"));
        assertThat(WRITTEN.get()).as("the service was asked").isEqualTo(1);
        LINE.mend();
        served(session);
        post(session, "/api/member/v1/units").expectStatus().isCreated();
    }

    @Test
    void aStoreThatIsLostWhileAnotherLossIsToldIsToldAsWell() {
        var session = renewedWithEachRequest();
        LINE.breakAt("findAndModify");
        worthAnotherAttempt(post(session, "/api/report/v1/reports"));
        LINE.mend();
        served(session);
    }

    @Test
    void aSignInThatEndedIsNotSaidToHaveEndedBeforeItHas() {
        var session = renewedWithEachRequest();
        PROVIDER.refusesRenewal = true;
        LINE.breakAt("delete");
        worthAnotherAttempt(post(session, "/api/member/v1/units"));
        LINE.mend();
        post(session, "/api/member/v1/units")
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("SESSION_ENDED");
    }

    /** Each renewal changes the session, so it is kept anew with each answer. */
    private String renewedWithEachRequest() {
        PROVIDER.accessTokenLife = Duration.ofSeconds(30);
        var session = Logins.login(browser, PROVIDER, "/");
        csrf = Logins.csrf(browser, session);
        return session;
    }

    private void tryAgain(String session, String path) {
        worthAnotherAttempt(browser.get().uri(path).cookie("SESSION", session).exchange());
    }

    private static void worthAnotherAttempt(WebTestClient.ResponseSpec answer) {
        answer.expectStatus()
                .value(status -> assertThat(status).isIn(503, 504))
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.code")
                .value(code -> assertThat(code).isIn("SERVICE_UNAVAILABLE", "SERVICE_TIMEOUT"));
    }

    private void served(String session) {
        browser.get()
                .uri("/api/member/v1/me")
                .cookie("SESSION", session)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private WebTestClient.ResponseSpec post(String session, String path) {
        return browser.post()
                .uri(path)
                .cookie("SESSION", session)
                .header("X-XSRF-TOKEN", csrf)
                .exchange();
    }
}
