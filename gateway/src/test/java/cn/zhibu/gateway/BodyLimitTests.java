package cn.zhibu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.store.EmbeddedStore;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Files may be large and slow, everything else may not. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BodyLimitTests {

    private static final FakeProvider PROVIDER = new FakeProvider();
    private static final EmbeddedStore STORE = EmbeddedStore.forTests();
    private static final DisposableServer SERVICE = HttpServer.create()
            .host("localhost")
            .route(routes -> routes.post("/api/activity/v1/evidence", BodyLimitTests::measure)
                    .post("/api/activity/v1/records", BodyLimitTests::measure)
                    .get(
                            "/api/activity/v1/evidence/e1/content",
                            (in, out) -> out.header("Content-Type", "application/pdf")
                                    .header("Content-Security-Policy", "default-src 'none'; sandbox")
                                    .header("Cache-Control", "no-cache, private")
                                    .header("X-Content-Type-Options", "nosniff")
                                    .sendString(Mono.just("%PDF-1.4"))))
            .bindNow();

    private static Mono<Void> measure(HttpServerRequest in, HttpServerResponse out) {
        return in.receive()
                .asByteArray()
                .map(bytes -> bytes.length)
                .reduce(0, Integer::sum)
                .flatMap(size ->
                        out.status(201).sendString(Mono.just(size.toString())).then());
    }

    @LocalServerPort
    private int port;

    private WebTestClient browser;
    private String session;
    private String csrf;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Doors.settings(registry, STORE.port());
        registry.add("ZHIBU_KEYCLOAK", PROVIDER::url);
        registry.add("ZHIBU_ACTIVITY_URL", () -> "http://localhost:" + SERVICE.port());
        registry.add("spring.cloud.gateway.server.webflux.httpclient.response-timeout", () -> "1s");
    }

    @BeforeEach
    void signedIn() {
        browser = Doors.browser(port).build();
        session = Logins.login(browser, PROVIDER, "/");
        csrf = Logins.csrf(browser, session);
    }

    private EntityExchangeResult<String> post(String path, Flux<DataBuffer> body, long length) {
        var request = browser.post()
                .uri("/api/activity/v1/" + path)
                .cookie("SESSION", session)
                .header("X-XSRF-TOKEN", csrf)
                .header("Accept-Language", "en")
                .contentType(MediaType.APPLICATION_OCTET_STREAM);
        if (length > 0) {
            request.contentLength(length);
        }
        return request.body(BodyInserters.fromDataBuffers(body))
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private static Flux<DataBuffer> megabytes(int number) {
        return Flux.range(0, number).map(i -> DefaultDataBufferFactory.sharedInstance.wrap(new byte[1 << 20]));
    }

    @Test
    void aFileMayBeLarge() {
        var answer = post("evidence?unit=u1", megabytes(20), 20 << 20);
        assertThat(answer.getStatus().value()).isEqualTo(201);
        assertThat(answer.getResponseBody()).isEqualTo(Integer.toString(20 << 20));
    }

    @Test
    void aFileMayComeSlowly() {
        var answer = post("evidence?unit=u1", megabytes(5).delayElements(Duration.ofMillis(500)), 0);
        assertThat(answer.getStatus().value()).isEqualTo(201);
    }

    @Test
    void moreThanTheRouteSaysIsRefusedAnnouncedOrNot() {
        for (long length : new long[] {26 << 20, 0}) {
            var answer = post("evidence?unit=u1", megabytes(26), length);
            assertThat(answer.getStatus().value()).as("announced: " + length).isEqualTo(413);
            assertThat(answer.getResponseBody()).contains("CONTENT_TOO_LARGE");
        }
        for (long length : new long[] {2 << 20, 0}) {
            assertThat(post("records", megabytes(2), length).getStatus().value())
                    .isEqualTo(413);
        }
    }

    @Test
    void aFileKeepsItsOwnHeadersOnTheWayOut() {
        var headers = browser.get()
                .uri("/api/activity/v1/evidence/e1/content")
                .cookie("SESSION", session)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(Void.class)
                .getResponseHeaders();
        assertThat(headers.get("Content-Security-Policy")).containsExactly("default-src 'none'; sandbox");
        assertThat(headers.get("Cache-Control")).containsExactly("no-cache, private");
        assertThat(headers.get("X-Content-Type-Options")).containsExactly("nosniff");
    }
}
