package cn.zhibu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON;
import static org.springframework.http.MediaType.TEXT_HTML;

import cn.zhibu.stack.store.EmbeddedStore;
import com.mongodb.reactivestreams.client.MongoClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.UriComponentsBuilder;
import org.yaml.snakeyaml.Yaml;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The door as a browser sees it: a real server, a real database protocol, a provider that signs real tokens. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GatewayTests {

    private static final FakeProvider PROVIDER = new FakeProvider();
    private static final EmbeddedStore STORE = EmbeddedStore.forTests();
    private static final DisposableServer SERVICE = HttpServer.create()
            .host("localhost")
            .route(routes -> routes.get(
                            "/api/member/v1/me",
                            (in, out) -> out.header("Content-Type", "application/json")
                                    .header("Set-Cookie", "inner=1")
                                    .sendString(
                                            Mono.just("{\"authorization\":\"%s\",\"cookie\":%s,\"traceparent\":\"%s\"}"
                                                    .formatted(
                                                            in.requestHeaders().get("Authorization"),
                                                            in.requestHeaders().contains("Cookie"),
                                                            in.requestHeaders().get("traceparent")))))
                    .post("/api/member/v1/units", (in, out) -> out.status(201).send())
                    .get(
                            "/api/activity/v1/records",
                            (in, out) -> Mono.delay(Duration.ofMillis(300))
                                    .then(out.sendString(Mono.just("{}")).then()))
                    .get(
                            "/api/member/v1/slow",
                            (in, out) -> Mono.delay(Duration.ofSeconds(5)).then(out.send())))
            .bindNow();

    @LocalServerPort
    private int port;

    @Autowired
    private MongoClient database;

    private WebTestClient browser;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Doors.settings(registry, STORE.port());
        registry.add("ZHIBU_KEYCLOAK", PROVIDER::url);
        registry.add("ZHIBU_MEMBER_URL", () -> "http://localhost:" + SERVICE.port());
        registry.add("ZHIBU_ACTIVITY_URL", () -> "http://localhost:" + SERVICE.port());
        registry.add("ZHIBU_REPORT_URL", () -> "http://127.0.0.1:64999");
        registry.add("spring.cloud.gateway.server.webflux.httpclient.response-timeout", () -> "3s");
    }

    @BeforeEach
    void freshBrowser() {
        browser = Doors.browser(port).build();
        PROVIDER.tokenRequests.clear();
        PROVIDER.accessTokenLife = Duration.ofMinutes(5);
        PROVIDER.refusesRenewal = false;
        PROVIDER.stuck = false;
        PROVIDER.broken = false;
        Mono.from(sessions().deleteMany(new Document())).block(Duration.ofSeconds(5));
    }

    @Test
    void loginComesBackToThePageOneWasOn() {
        var session = login("/records/new/pairing-assistance?unit=u1");
        browser.get()
                .uri("/api/session")
                .cookie("SESSION", session)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.authenticated")
                .isEqualTo(true)
                .jsonPath("$.username")
                .isEqualTo("liming")
                .jsonPath("$.name")
                .isEqualTo("李明");
    }

    @Test
    void loginStartCarriesProofKeyAndLanguage() {
        var start = browser.get()
                .uri("/oauth2/authorization/keycloak?lang=en")
                .exchange()
                .expectStatus()
                .isFound()
                .returnResult(Void.class);
        assertThat(start.getResponseHeaders().getLocation().toString())
                .startsWith(PROVIDER.issuer() + "/protocol/openid-connect/auth?")
                .contains(
                        "code_challenge_method=S256",
                        "ui_locales=en",
                        "redirect_uri=http://localhost:8080/login/oauth2/code/keycloak")
                .contains("organization:*")
                .doesNotContain("kc_action");
    }

    @Test
    void whoWantsAnotherPasswordIsLedThroughItAndBackToThePage() {
        var start = browser.get()
                .uri("/oauth2/authorization/keycloak?act=password&continue=/records&lang=en")
                .exchange()
                .expectStatus()
                .isFound()
                .returnResult(Void.class);
        var asked = UriComponentsBuilder.fromUri(start.getResponseHeaders().getLocation())
                .build()
                .getQueryParams();
        assertThat(asked.getFirst("kc_action")).isEqualTo("UPDATE_PASSWORD");
        PROVIDER.nonce = asked.getFirst("nonce");
        browser.get()
                .uri("/login/oauth2/code/keycloak?code=abc&kc_action_status=cancelled&state="
                        + asked.getFirst("state").replace("%3D", "="))
                .cookie(
                        "SESSION",
                        start.getResponseCookies().getFirst("SESSION").getValue())
                .exchange()
                .expectStatus()
                .isFound()
                .expectHeader()
                .location("/records");
    }

    @Test
    void aFailedLoginSaysSoOnTheWelcomePage() {
        browser.get()
                .uri("/login/oauth2/code/keycloak?error=access_denied&state=unknown")
                .exchange()
                .expectStatus()
                .isFound()
                .expectHeader()
                .location("/welcome?login=failed");
    }

    @Test
    void withoutSessionTheInterfaceAnswersWithAProblemInBothLanguages() {
        browser.get()
                .uri("/api/member/v1/me")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("NOT_SIGNED_IN")
                .jsonPath("$.type")
                .isEqualTo("urn:problem:gateway:not-signed-in")
                .jsonPath("$.title")
                .isEqualTo("尚未登录")
                .jsonPath("$.requestId")
                .isNotEmpty();
        browser.get()
                .uri("/api/member/v1/me")
                .header("Accept-Language", "en-GB,en;q=0.9")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.title")
                .isEqualTo("Not signed in");
    }

    @Test
    void theTokenIsRelayedAndTheCookieIsNot() {
        var session = login("/");
        browser.get()
                .uri("/api/member/v1/me")
                .cookie("SESSION", session)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Set-Cookie-Inner")
                .expectCookie()
                .doesNotExist("inner")
                .expectBody()
                .jsonPath("$.cookie")
                .isEqualTo(false)
                .jsonPath("$.authorization")
                .value(String.class, header -> assertThat(header).startsWith("Bearer ey"))
                .jsonPath("$.traceparent")
                .value(String.class, trace -> assertThat(trace).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    }

    @Test
    void writingNeedsTheCsrfTokenOfTheSession() {
        var session = login("/");
        var others = Logins.csrf(browser, login("/"));
        write(session, null, null).expectStatus().isForbidden();
        write(session, "t-1", "t-1")
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .contentType(APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("CSRF_TOKEN_INVALID");
        write(session, others, others).expectStatus().isForbidden();
        var own = Logins.csrf(browser, session);
        assertThat(own).isNotEqualTo(others);
        write(session, own, null).expectStatus().isForbidden();
        write(session, null, own).expectStatus().isCreated();
        write(session, "t-1", own).expectStatus().isCreated();
    }

    @Test
    void theFrontIsShownTheTokenOfItsSessionOnce() {
        var session = login("/");
        var token = Logins.csrf(browser, session);
        browser.get()
                .uri("/api/session")
                .cookie("SESSION", session)
                .cookie("XSRF-TOKEN", "t-1")
                .exchange()
                .expectCookie()
                .valueEquals("XSRF-TOKEN", token)
                .expectCookie()
                .httpOnly("XSRF-TOKEN", false);
        browser.get()
                .uri("/api/session")
                .cookie("SESSION", session)
                .cookie("XSRF-TOKEN", token)
                .exchange()
                .expectCookie()
                .doesNotExist("XSRF-TOKEN");
    }

    @Test
    void whoWritesWithoutASessionIsToldToSignIn() {
        write("gone", "t-1", "t-1")
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("NOT_SIGNED_IN");
    }

    private WebTestClient.ResponseSpec write(String session, String cookie, String header) {
        var request = browser.post().uri("/api/member/v1/units").cookie("SESSION", session);
        if (cookie != null) {
            request.cookie("XSRF-TOKEN", cookie);
        }
        if (header != null) {
            request.header("X-XSRF-TOKEN", header);
        }
        return request.exchange();
    }

    @Test
    void aShortTokenIsRenewedSilently() {
        PROVIDER.accessTokenLife = Duration.ofSeconds(30);
        var session = login("/");
        PROVIDER.accessTokenLife = Duration.ofMinutes(5);
        Flux.range(0, 4)
                .flatMap(i -> Mono.fromRunnable(() -> browser.get()
                                .uri("/api/member/v1/me")
                                .cookie("SESSION", session)
                                .exchange()
                                .expectStatus()
                                .isOk())
                        .subscribeOn(Schedulers.boundedElastic()))
                .blockLast(Duration.ofSeconds(20));
        browser.get()
                .uri("/api/member/v1/me")
                .cookie("SESSION", session)
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(PROVIDER.tokenRequests.stream().filter(body -> body.contains("refresh_token")))
                .hasSize(1);
    }

    @Test
    void aRenewalThatIsRefusedEndsTheSession() {
        PROVIDER.accessTokenLife = Duration.ofSeconds(30);
        var session = login("/");
        PROVIDER.refusesRenewal = true;
        browser.get()
                .uri("/api/member/v1/me")
                .cookie("SESSION", session)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("SESSION_ENDED");
        browser.get()
                .uri("/api/session")
                .cookie("SESSION", session)
                .exchange()
                .expectBody()
                .jsonPath("$.authenticated")
                .isEqualTo(false);
    }

    @Test
    void whileTheProviderIsStuckOrBrokenPeopleGoOnWithTheTokenTheyHave() {
        PROVIDER.accessTokenLife = Duration.ofSeconds(30);
        for (var stuck : List.of(true, false)) {
            var session = login("/");
            PROVIDER.stuck = stuck;
            PROVIDER.broken = !stuck;
            browser.get()
                    .uri("/api/member/v1/me")
                    .cookie("SESSION", session)
                    .exchange()
                    .expectStatus()
                    .isOk();
            PROVIDER.stuck = false;
            PROVIDER.broken = false;
        }
    }

    @Test
    void aTokenThatRunsOutWhileTheProviderIsAwayIsAProblemForTheMomentAndNoLogout() throws InterruptedException {
        PROVIDER.accessTokenLife = Duration.ofSeconds(2);
        var session = login("/");
        PROVIDER.broken = true;
        Thread.sleep(2100);
        browser.get()
                .uri("/api/member/v1/me")
                .cookie("SESSION", session)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("LOGIN_UNAVAILABLE");
        PROVIDER.broken = false;
        PROVIDER.accessTokenLife = Duration.ofMinutes(5);
        Thread.sleep(3500);
        browser.get()
                .uri("/api/member/v1/me")
                .cookie("SESSION", session)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void whileTheProviderIsAwayTheWelcomePageSaysSo() throws InterruptedException {
        PROVIDER.broken = true;
        Thread.sleep(2100); // that it was there is remembered for a moment
        browser.get()
                .uri("/oauth2/authorization/keycloak?continue=/records?a=1")
                .exchange()
                .expectStatus()
                .isFound()
                .expectHeader()
                .location("/welcome?login=unavailable&continue=%2Frecords%3Fa%3D1");
        PROVIDER.broken = false;
        Thread.sleep(2100);
        login("/records");
    }

    @Test
    void aCodeThatCannotBeExchangedLeadsToTheWelcomePage() {
        var start = browser.get()
                .uri("/oauth2/authorization/keycloak")
                .exchange()
                .expectStatus()
                .isFound()
                .returnResult(Void.class);
        var state = start.getResponseHeaders().getLocation().toString().replaceAll(".*[&?]state=([^&]*).*", "$1");
        PROVIDER.broken = true;
        browser.get()
                .uri("/login/oauth2/code/keycloak?code=abc&state=" + state.replace("%3D", "="))
                .cookie(
                        "SESSION",
                        start.getResponseCookies().getFirst("SESSION").getValue())
                .exchange()
                .expectStatus()
                .isFound()
                .expectHeader()
                .location("/welcome?login=unavailable");
    }

    @Test
    void manyAtOnceAreCarriedAsFarAsTheLimitsGo() throws Exception {
        var session = login("/");
        var client = java.net.http.HttpClient.newHttpClient();
        var request = java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create("http://localhost:" + port + "/api/activity/v1/records"))
                .header("Cookie", "SESSION=" + session)
                .build();
        var answers = java.util.stream.IntStream.range(0, 48)
                .mapToObj(i -> client.sendAsync(request, java.net.http.HttpResponse.BodyHandlers.discarding()))
                .toList();
        for (var answer : answers) {
            assertThat(answer.get(20, java.util.concurrent.TimeUnit.SECONDS).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatASessionHoldsCannotBeReadInTheDatabase() {
        login("/");
        var stored = Flux.from(sessions().find()).collectList().block(Duration.ofSeconds(5));
        assertThat(stored).hasSize(1);
        var sealed = (Binary) stored.get(0).remove("contents");
        assertThat(new String(sealed.getData(), StandardCharsets.ISO_8859_1)
                        + stored.get(0).toJson())
                .doesNotContain("liming", "org.springframework", "eyJ", "provider-session-1", "user-1");
        assertThat(stored.get(0).getString("sid")).hasSize(64);
    }

    @Test
    void anIdFromTheDatabaseOpensNothing() {
        login("/");
        var id = Mono.from(sessions().find().first())
                .block(Duration.ofSeconds(5))
                .getString("_id");
        for (var forged : List.of(id, id + ".", id + ".AAAA")) {
            browser.get()
                    .uri("/api/member/v1/me")
                    .cookie("SESSION", forged)
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
        }
    }

    @Test
    void logoutEndsTheSessionHereAndNamesTheProvidersLogout() {
        var session = login("/");
        browser.post()
                .uri("/logout")
                .cookie("SESSION", session)
                .header("X-XSRF-TOKEN", Logins.csrf(browser, session))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Clear-Site-Data", "\"cache\"") // not "storage": there lie the drafts
                .expectBody()
                .jsonPath("$.location")
                .value(
                        String.class,
                        location -> assertThat(location)
                                .startsWith(PROVIDER.issuer() + "/protocol/openid-connect/logout?id_token_hint=ey")
                                .contains("post_logout_redirect_uri=http://localhost:8080/"));
        browser.get()
                .uri("/api/member/v1/me")
                .cookie("SESSION", session)
                .exchange()
                .expectStatus()
                .isUnauthorized();
        assertThat(Flux.from(sessions().find()).collectList().block(Duration.ofSeconds(5)))
                .isEmpty();
    }

    /** What a page that is being left still asks under the session before is answered when the browser has the next one already. */
    @Test
    void onlyALogoutTakesTheCookieAway() {
        var session = login("/");
        var logout = browser.post()
                .uri("/logout")
                .cookie("SESSION", session)
                .header("X-XSRF-TOKEN", Logins.csrf(browser, session))
                .exchange()
                .returnResult(Void.class);
        assertThat(logout.getResponseCookies().getFirst("SESSION").getMaxAge()).isZero();
        PROVIDER.accessTokenLife = Duration.ofSeconds(30);
        var refused = login("/");
        PROVIDER.refusesRenewal = true;
        for (var ended : List.of(session, refused)) {
            for (var path : List.of("/api/member/v1/me", "/api/session", "/api/notification/v1/notices/stream")) {
                var answer = browser.get()
                        .uri(path)
                        .cookie("SESSION", ended)
                        .exchange()
                        .returnResult(Void.class);
                assertThat(answer.getResponseCookies().get("SESSION")).as(path).isNull();
            }
        }
    }

    @Test
    void aLogoutFromTheProvidersSideEndsTheSession() {
        var session = login("/");
        browser.post()
                .uri("/logout/connect/back-channel/keycloak")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("logout_token=" + PROVIDER.logoutToken())
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
        browser.get()
                .uri("/api/member/v1/me")
                .cookie("SESSION", session)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void aServiceThatIsDownOrSlowIsAProblemThatSaysWhenToTryAgain() {
        var session = login("/");
        browser.get()
                .uri("/api/report/v1/duties")
                .cookie("SESSION", session)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("SERVICE_UNAVAILABLE");
        browser.get()
                .uri("/api/member/v1/slow")
                .cookie("SESSION", session)
                .exchange()
                .expectStatus()
                .isEqualTo(504)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("SERVICE_TIMEOUT");
    }

    @Test
    void pagesAreTheFrontAndEverythingWearsTheHeaders() {
        for (var page : List.of("/", "/records", "/reports/r-1?year=2025")) {
            browser.get()
                    .uri(page)
                    .accept(TEXT_HTML)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentTypeCompatibleWith(TEXT_HTML)
                    .expectHeader()
                    .valueEquals("Cache-Control", "no-cache")
                    .expectHeader()
                    .valueEquals(
                            "Content-Security-Policy",
                            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'")
                    .expectHeader()
                    .valueEquals("X-Frame-Options", "DENY")
                    .expectHeader()
                    .valueEquals("X-Content-Type-Options", "nosniff")
                    .expectHeader()
                    .valueEquals("Referrer-Policy", "same-origin");
        }
        browser.get()
                .uri("/assets/sample-abc123.txt")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "max-age=31536000, public, immutable");
    }

    /** Without them, or with old ones, the front would not open without network, or never be a newer one. */
    @Test
    void theServiceWorkerIsServedAndAskedForAnew() {
        for (var path : List.of("/sw.js", "/workbox-abc123.js", "/manifest.webmanifest")) {
            browser.get()
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("Cache-Control", "no-cache");
        }
        browser.get().uri("/sw.js").exchange().expectHeader().contentTypeCompatibleWith("text/javascript");
        browser.get().uri("/workbox-none.js").exchange().expectStatus().isNotFound();
    }

    @Test
    void nothingOfTheDevelopersPageAnswersUnlessItIsSwitchedOn() {
        for (var path : List.of(
                "",
                "/",
                "/events",
                "/problems",
                "/services/member",
                "/files/main.js",
                "/documents/asyncapi.json",
                "/documents/asyncapi.yaml",
                "/documents/member/openapi.json",
                "/lib/swagger-ui/swagger-ui.css")) {
            browser.get()
                    .uri("/developers" + path)
                    .accept(TEXT_HTML)
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectHeader()
                    .contentType(APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("NOT_FOUND");
        }
    }

    /** What is started here and under compose passes the switch on from whoever asks for it, and sets it nowhere. */
    @Test
    void nothingSwitchesTheDevelopersPageOnUnasked() throws IOException {
        Object compose = new Yaml().load(Files.readString(Path.of("../docker-compose.yml")));
        for (var service :
                new JsonMapper().<JsonNode>valueToTree(compose).get("services").properties()) {
            assertThat(service.getValue().at("/environment/ZHIBU_DEVELOPERS").asString(""))
                    .as(service.getKey())
                    .isEmpty();
        }
    }

    @Test
    void unknownThingsAreProblems() {
        var session = login("/");
        browser.get()
                .uri("/assets/none.js")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("NOT_FOUND");
        browser.get()
                .uri("/api/nothing/v1")
                .cookie("SESSION", session)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("NOT_FOUND");
        browser.delete()
                .uri("/api/session")
                .cookie("SESSION", session)
                .header("X-XSRF-TOKEN", Logins.csrf(browser, session))
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("METHOD_NOT_ALLOWED");
    }

    private com.mongodb.reactivestreams.client.MongoCollection<Document> sessions() {
        return database.getDatabase("gateway_shared").getCollection("sessions");
    }

    private String login(String page) {
        return Logins.login(browser, PROVIDER, page);
    }
}
