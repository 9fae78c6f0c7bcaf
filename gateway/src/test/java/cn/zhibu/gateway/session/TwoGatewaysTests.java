package cn.zhibu.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhibu.gateway.GatewaySettings;
import cn.zhibu.stack.store.EmbeddedStore;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.session.web.server.session.SpringSessionWebSessionStore;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.WebSessionManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two gateways over one store, each with what it opened a moment ago, and one time for both. */
class TwoGatewaysTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofHours(2);
    private static final ClientRegistration PROVIDER = ClientRegistration.withRegistrationId("keycloak")
            .clientId("gateway-bff")
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri("https://zhibu.example/login/oauth2/code/keycloak")
            .authorizationUri("https://id.example/realms/zhibu/protocol/openid-connect/auth")
            .tokenUri("https://id.example/token")
            .build();

    @TempDir
    private Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong passed = new AtomicLong();
    private final EmbeddedStore store = EmbeddedStore.forTests();
    private final OpenedSessions openedHere = new OpenedSessions(passed::get);
    private final OpenedSessions openedThere = new OpenedSessions(passed::get);
    private MongoClient client;
    private ReactiveMongoTemplate mongo;
    private SessionKeys keys;
    private Sessions here;
    private Sessions there;

    @BeforeEach
    void open() throws IOException {
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(store.uri()))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        if ("find".equals(event.getCommandName())) {
                            asked.incrementAndGet();
                        }
                    }
                })
                .build());
        mongo = new ReactiveMongoTemplate(client, "gateway_shared");
        keys = new SessionKeys(new GatewaySettings(
                URI.create("https://zhibu.example"),
                "https://id.example/realms/zhibu",
                URI.create("https://id.example"),
                "s",
                Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef"),
                IDLE));
        var documents = new SessionDocuments(keys, PROVIDER, IDLE, Clock.systemUTC());
        here = new Sessions(mongo, documents, openedHere);
        there = new Sessions(mongo, documents, openedThere);
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    @Test
    void aSessionIsOpenedOnceForAllThatAskWithinFiveSeconds() {
        var id = signedIn(Duration.ofMinutes(5)).getId();
        asked.set(0);
        assertThat(Flux.range(0, 20)
                        .flatMap(each -> here.findById(id))
                        .map(StoredSession::getId)
                        .collectList()
                        .block(LIMIT))
                .hasSize(20)
                .containsOnly(id);
        pass(Duration.ofMillis(4999));
        assertThat(found(here, id)).isNotNull();
        assertThat(asked).hasValue(1);
        pass(Duration.ofMillis(1));
        assertThat(found(here, id)).isNotNull();
        assertThat(asked).hasValue(2);
    }

    @Test
    void aSessionThatEndedAtOneGatewayStopsAtTheOtherWithinFiveSeconds() {
        var id = signedIn(Duration.ofMinutes(5)).getId();
        assertThat(found(here, id)).isNotNull();
        pass(Duration.ofSeconds(2));
        assertThat(found(there, id)).isNotNull();
        there.deleteById(id).block(LIMIT);
        assertThat(found(there, id)).as("where it ended").isNull();
        assertThat(found(here, id)).as("a moment ago").isNotNull();
        pass(Duration.ofSeconds(3));
        assertThat(found(here, id)).as("five seconds after it was read").isNull();
    }

    @Test
    void aSessionThatTheProviderEndedStopsHereAtOnceAndThereWithinFiveSeconds() {
        var id = signedIn(Duration.ofMinutes(5)).getId();
        assertThat(found(here, id)).isNotNull();
        assertThat(found(there, id)).isNotNull();
        new ProviderLogouts(mongo, keys, openedHere)
                .removeSessionInformation(OidcLogoutToken.withTokenValue("t")
                        .claims(claims -> claims.put("sid", "provider-session"))
                        .issuer("https://id.example/realms/zhibu")
                        .audience(List.of("gateway-bff"))
                        .issuedAt(Instant.EPOCH)
                        .jti("j")
                        .build())
                .blockLast(LIMIT);
        assertThat(found(here, id)).isNull();
        pass(OpenedSessions.KEPT);
        assertThat(found(there, id)).isNull();
    }

    @Test
    void whatIsWrittenIsReadAtOnce() {
        var id = signedIn(Duration.ofMinutes(5)).getId();
        var session = found(here, id);
        session.setAttribute("returnTo", "/records");
        here.save(session).block(LIMIT);
        assertThat(found(here, id).<String>getAttribute("returnTo")).isEqualTo("/records");
    }

    @Test
    void aSessionThatEndsWhileItIsReadIsNotKept() {
        var id = signedIn(Duration.ofMinutes(5)).getId();
        var stored = openedHere.of(id, Mono.empty()).block(LIMIT);
        assertThat(stored).as("what is not there is not kept").isNull();
        var read = new java.util.concurrent.CompletableFuture<OpenedSessions.Opened>();
        var waiting = openedHere.of(id, Mono.fromFuture(read)).toFuture();
        here.deleteById(id).block(LIMIT);
        read.complete(new OpenedSessions.Opened(id, Instant.now(), Instant.now(), contents(Duration.ZERO), 4096));
        assertThat(waiting).isCompletedWithValueMatching(opened -> opened.id().equals(id));
        assertThat(found(here, id)).isNull();
        assertThat(openedHere.kept()).isZero();
    }

    @Test
    void aGatewayThatWorksWithASessionOfAMomentAgoOverwritesNothing() {
        var id = signedIn(Duration.ofMinutes(5)).getId();
        var old = found(there, id);
        var renewed = found(here, id);
        renewed.setAttribute(SessionRecords.CLIENTS, clients(contents(Duration.ofMinutes(9)), "access-2"));
        here.save(renewed).block(LIMIT);
        old.setAttribute("returnTo", "/records");
        there.save(old).block(LIMIT);
        pass(OpenedSessions.KEPT);
        for (var gateway : List.of(here, there)) {
            var now = found(gateway, id);
            assertThat(now.<String>getAttribute("returnTo")).isEqualTo("/records");
            assertThat(access(now.client("keycloak"))).isEqualTo("access-2");
        }
        old.removeAttribute("returnTo");
        there.save(old).block(LIMIT);
        assertThat(found(there, id).<String>getAttribute("returnTo")).isNull();
    }

    @Test
    void whatOneRequestDoesToItsSessionIsNotSeenByAnother() {
        var id = signedIn(Duration.ofMinutes(5)).getId();
        var one = found(here, id);
        one.<Map<String, Object>>getAttribute(SessionRecords.CLIENTS).clear();
        one.setAttribute("returnTo", "/records");
        var other = found(here, id);
        assertThat(access(other.client("keycloak"))).isEqualTo("access-1");
        assertThat(other.<String>getAttribute("returnTo")).isNull();
    }

    @Test
    void tokensThatAreDueAreReadAnewSoThatOneGatewayRenewsThem() {
        var id = signedIn(Duration.ofSeconds(50)).getId();
        assertThat(found(there, id)).isNotNull();
        var renewed = found(here, id);
        renewed.setAttribute(SessionRecords.CLIENTS, clients(contents(Duration.ofMinutes(5)), "access-2"));
        here.save(renewed).block(LIMIT);
        assertThat(access(found(there, id).client("keycloak"))).isEqualTo("access-1");
        assertThat(access(tokens(there, id).block(LIMIT))).isEqualTo("access-2");
        asked.set(0);
        assertThat(access(tokens(there, id).block(LIMIT))).isEqualTo("access-2");
        assertThat(asked).as("what is not due is not read").hasValue(0);
    }

    @Test
    void aSessionThatEndedRenewsNothing() {
        var id = signedIn(Duration.ofSeconds(50)).getId();
        assertThat(found(there, id)).isNotNull();
        here.deleteById(id).block(LIMIT);
        assertThatExceptionOfType(OAuth2AuthorizationException.class)
                .isThrownBy(() -> tokens(there, id).block(LIMIT))
                .withMessageContaining("invalid_grant");
    }

    @Test
    void theMemoryOfSessionsIsBounded() {
        var contents = contents(Duration.ofMinutes(5));
        var large = new OpenedSessions(passed::get);
        for (int number = 0; number < 20_000; number++) {
            var opened = new OpenedSessions.Opened("s" + number, Instant.now(), Instant.now(), contents, 4096);
            large.of(opened.id(), Mono.just(opened)).block(LIMIT);
        }
        assertThat(large.kept()).isBetween(1000L, 4096L);
        pass(OpenedSessions.KEPT);
        assertThat(large.kept()).as("five seconds later").isZero();
    }

    private StoredSession signedIn(Duration tokenLife) {
        var session = here.createSession().block(LIMIT);
        new SessionRecords(PROVIDER).attributes(contents(tokenLife)).forEach(session::setAttribute);
        here.save(session).block(LIMIT);
        return session;
    }

    private static SessionRecord contents(Duration tokenLife) {
        var now = Instant.now();
        return new SessionRecord(
                SessionRecord.VERSION,
                new SessionRecord.Person(
                        "identity",
                        now,
                        now.plusSeconds(300),
                        Map.of("sub", "user", "sid", "provider-session", "preferred_username", "liming")),
                new SessionRecord.Tokens("access-1", now.minusSeconds(1), now.plus(tokenLife), Set.of(), "renewal"),
                null,
                null);
    }

    private static Map<String, Object> clients(SessionRecord contents, String access) {
        var tokens = contents.tokens();
        var other = new SessionRecord.Tokens(access, tokens.issued(), tokens.ends(), Set.of(), "renewal-2");
        var record = new SessionRecord(contents.version(), contents.person(), other, null, null);
        return (Map<String, Object>)
                new SessionRecords(PROVIDER).attributes(record).get(SessionRecords.CLIENTS);
    }

    private static String access(Object client) {
        return ((OAuth2AuthorizedClient) client).getAccessToken().getTokenValue();
    }

    /** What the request of a session at this gateway goes on with. */
    private Mono<OAuth2AuthorizedClient> tokens(Sessions gateway, String id) {
        var exchange = MockServerWebExchange.builder(MockServerHttpRequest.get("/"))
                .sessionManager(session(gateway, id))
                .build();
        return new SessionTokens(gateway, Clock.systemUTC())
                .loadAuthorizedClient("keycloak", new TestingAuthenticationToken("liming", "-"), exchange);
    }

    private static WebSessionManager session(Sessions gateway, String id) {
        Mono<WebSession> session = new SpringSessionWebSessionStore<>(gateway).retrieveSession(id);
        return exchange -> session;
    }

    private static StoredSession found(Sessions gateway, String id) {
        return gateway.findById(id).block(LIMIT);
    }

    private void pass(Duration time) {
        passed.addAndGet(time.toNanos());
    }
}
