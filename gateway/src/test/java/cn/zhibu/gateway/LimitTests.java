package cn.zhibu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.store.EmbeddedStore;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Quotas and breakers at the door, made small enough to be met in a test. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LimitTests {

    private static final FakeProvider PROVIDER = new FakeProvider();
    private static final EmbeddedStore STORE = EmbeddedStore.forTests();
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final AtomicInteger STUCK = new AtomicInteger();
    private static final DisposableServer SERVICE = HttpServer.create()
            .host("localhost")
            .route(routes -> routes.get("/api/member/v1/me", (in, out) -> {
                        ASKED.incrementAndGet();
                        return out.sendString(Mono.just("{}"));
                    })
                    .get("/api/notification/v1/notices", (in, out) -> {
                        STUCK.incrementAndGet();
                        return Mono.delay(Duration.ofSeconds(4)).then(out.send());
                    })
                    .get(
                            "/api/report/v1/reports/held/document",
                            (in, out) -> released()
                                    .then(out.sendString(Mono.just("{}")).then()))
                    .get(
                            "/api/activity/v1/refused",
                            (in, out) -> out.status(503)
                                    .header("Content-Type", "application/problem+json")
                                    .sendString(Mono.just("{\"code\":\"STORE_AWAY\"}"))))
            .bindNow();

    private static final String DOCUMENT = "/api/report/v1/reports/held/document";
    private static final AtomicReference<Sinks.Empty<Void>> HELD = new AtomicReference<>(Sinks.empty());
    private static final AtomicInteger AWAITED = new AtomicInteger();

    @LocalServerPort
    private int port;

    private WebTestClient browser;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Doors.settings(registry, STORE.port());
        registry.add("ZHIBU_KEYCLOAK", PROVIDER::url);
        registry.add("ZHIBU_MEMBER_URL", () -> "http://localhost:" + SERVICE.port());
        registry.add("ZHIBU_ACTIVITY_URL", () -> "http://localhost:" + SERVICE.port());
        registry.add("ZHIBU_NOTIFICATION_URL", () -> "http://localhost:" + SERVICE.port());
        registry.add("ZHIBU_REPORT_URL", () -> "http://localhost:" + SERVICE.port());
        registry.add("ZHIBU_LIMIT_PERSON", () -> "1");
        registry.add("ZHIBU_LIMIT_PERSON_BURST", () -> "40");
        registry.add("ZHIBU_LIMIT_BUREAU", () -> "1");
        registry.add("ZHIBU_LIMIT_BUREAU_BURST", () -> "60");
        registry.add("ZHIBU_LIMIT_AT_ONCE", () -> "3");
        registry.add("spring.cloud.gateway.server.webflux.httpclient.response-timeout", () -> "1s");
    }

    @BeforeEach
    void freshBrowser() {
        HELD.set(Sinks.empty());
        AWAITED.set(-1);
        browser = Doors.browser(port).build();
    }

    @Test
    void onePersonsHasteEndsAtTheirQuotaAndLeavesOthersAlone() {
        var hasty = signIn("hasty", "east");
        var calm = signIn("calm", "east");
        ASKED.set(0);
        assertThat(answers(hasty, "/api/member/v1/me", 45)).contains(429).contains(200);
        assertThat(ASKED.get()).isBetween(40, 44);
        browser.get()
                .uri("/api/member/v1/me")
                .cookie("SESSION", hasty)
                .header("Accept-Language", "en")
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueMatches("Retry-After", "[1-9][0-9]*")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("TOO_MANY_FROM_PERSON")
                .jsonPath("$.title")
                .isEqualTo("Too fast");
        assertThat(answers(calm, "/api/member/v1/me", 1)).containsExactly(200);
    }

    @Test
    void aSecondSessionOfTheSamePersonGetsNoQuotaOfItsOwn() {
        var first = signIn("double", "south");
        var second = signIn("double", "south");
        answers(first, "/api/member/v1/me", 45);
        assertThat(answers(second, "/api/member/v1/me", 3)).contains(429);
    }

    @Test
    void aBureausQuotaIsSharedByItsPeopleAndByNobodyElse() {
        var one = signIn("one", "west");
        var two = signIn("two", "west");
        var other = signIn("other", "north");
        answers(one, "/api/member/v1/me", 38);
        assertThat(answers(two, "/api/member/v1/me", 30)).contains(429);
        browser.get()
                .uri("/api/member/v1/me")
                .cookie("SESSION", two)
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("TOO_MANY_FROM_BUREAU")
                .jsonPath("$.title")
                .isEqualTo("本单位访问繁忙");
        assertThat(answers(other, "/api/member/v1/me", 5)).containsOnly(200);
    }

    @Test
    void aBureauHasOnlySoManyRequestsUnderWayAtOnce() throws InterruptedException {
        var session = signIn("crowd", "crowded");
        var answers = asked(Collections.nCopies(8, session));
        for (int i = 0; i < 5; i++) {
            assertThat(answers.poll(20, TimeUnit.SECONDS)).isEqualTo(429);
        }
        HELD.get().tryEmitEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(answers.poll(20, TimeUnit.SECONDS)).isEqualTo(200);
        }
        assertThat(status(session, DOCUMENT)).isEqualTo(200);
    }

    /** The service answers nobody until all have come, so that they are under way at the same moment. */
    @Test
    void manyBureausMayWaitForOneServiceAtOnce() throws InterruptedException {
        var sessions = IntStream.range(0, 12)
                .mapToObj(number -> signIn("waiting" + number, "bureau" + number))
                .flatMap(session -> Stream.of(session, session, session))
                .toList();
        AWAITED.set(36);
        var answers = asked(sessions);
        for (int i = 0; i < 36; i++) {
            assertThat(answers.poll(20, TimeUnit.SECONDS)).isEqualTo(200);
        }
    }

    private static Mono<Void> released() {
        var gate = HELD.get();
        if (AWAITED.decrementAndGet() == 0) {
            gate.tryEmitEmpty();
        }
        return gate.asMono();
    }

    /** The answers as they come, each session asking from a hand of its own. */
    private BlockingQueue<Integer> asked(List<String> sessions) {
        var answers = new LinkedBlockingQueue<Integer>();
        for (var session : sessions) {
            new Thread(() -> answers.add(status(session, DOCUMENT))).start();
        }
        return answers;
    }

    @Test
    void aServiceThatIsStuckIsLeftAloneForAWhile() {
        var session = signIn("patient", "stuck");
        for (int i = 0; i < 10; i++) {
            assertThat(status(session, "/api/notification/v1/notices")).isEqualTo(504);
        }
        int asked = STUCK.get();
        browser.get()
                .uri("/api/notification/v1/notices")
                .cookie("SESSION", session)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(STUCK.get()).isEqualTo(asked);
        assertThat(status(session, "/api/member/v1/me")).isEqualTo(200);
    }

    @Test
    void whatAServiceRefusesItselfPassesUnchangedAndOpensNoBreaker() {
        var session = signIn("refused", "refused");
        for (int i = 0; i < 15; i++) {
            browser.get()
                    .uri("/api/activity/v1/refused")
                    .cookie("SESSION", session)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("STORE_AWAY");
        }
    }

    private String signIn(String person, String bureau) {
        PROVIDER.subject = person;
        PROVIDER.bureau = bureau;
        return Logins.login(browser, PROVIDER, "/");
    }

    private List<Integer> answers(String session, String path, int times) {
        return Flux.range(0, times)
                .map(i -> status(session, path))
                .collectList()
                .block(Duration.ofSeconds(30));
    }

    private int status(String session, String path) {
        return browser.get()
                .uri(path)
                .cookie("SESSION", session)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }
}
