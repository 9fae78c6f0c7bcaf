package cn.zhibu.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.gateway.GatewaySettings;
import cn.zhibu.stack.store.EmbeddedStore;
import com.github.benmanes.caffeine.cache.Ticker;
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
import java.util.concurrent.ConcurrentSkipListSet;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import reactor.core.publisher.Flux;

/** Whatever is asked of the sessions is asked by a field with an index, however many sessions there are. */
class SessionQueriesTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Set<String> asked = new ConcurrentSkipListSet<>();
    private final EmbeddedStore store = EmbeddedStore.forTests();
    private MongoClient client;
    private ReactiveMongoTemplate mongo;
    private SessionKeys keys;

    @BeforeEach
    void open() throws IOException {
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(store.uri()))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        fields(event.getCommandName(), event.getCommand());
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
                Duration.ofHours(2)));
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    private void fields(String command, BsonDocument said) {
        switch (command) {
            case "find" -> asked.addAll(said.getDocument("filter").keySet());
            case "findAndModify" -> asked.addAll(said.getDocument("query").keySet());
            case "update" ->
                said.getArray("updates")
                        .forEach(one ->
                                asked.addAll(one.asDocument().getDocument("q").keySet()));
            case "delete" ->
                said.getArray("deletes")
                        .forEach(one ->
                                asked.addAll(one.asDocument().getDocument("q").keySet()));
            default -> {}
        }
    }

    @Test
    void everyFieldThatIsAskedByHasAnIndex() {
        var opened = new OpenedSessions(Ticker.systemTicker());
        var sessions = new Sessions(
                mongo, new SessionDocuments(keys, provider(), Duration.ofHours(2), Clock.systemUTC()), opened);
        var session = sessions.createSession().block(LIMIT);
        sessions.save(session).block(LIMIT);
        session.setAttribute("returnTo", "/records");
        sessions.save(session).block(LIMIT);
        assertThat(sessions.findById(session.getId()).block(LIMIT)).isNotNull();
        sessions.deleteById(session.getId()).block(LIMIT);
        new SessionSweep(mongo, Clock.systemUTC()).sweep();
        var logouts = new ProviderLogouts(mongo, keys, opened);
        logouts.removeSessionInformation(ended(Map.of("sid", "s"))).blockLast(LIMIT);
        logouts.removeSessionInformation(ended(Map.of("sub", "s"))).blockLast(LIMIT);
        var indexed = Flux.from(client.getDatabase("gateway_shared")
                        .getCollection(Sessions.COLLECTION)
                        .listIndexes())
                .map(index ->
                        index.get("key", Document.class).keySet().iterator().next())
                .collectList()
                .block(LIMIT);
        assertThat(asked).contains("_id", "expireAt", "sid", "sub");
        assertThat(indexed).containsAll(asked);
    }

    private static OidcLogoutToken ended(Map<String, Object> whose) {
        return OidcLogoutToken.withTokenValue("t")
                .claims(claims -> claims.putAll(whose))
                .issuer("https://id.example/realms/zhibu")
                .audience(List.of("gateway-bff"))
                .issuedAt(Instant.EPOCH)
                .jti("j")
                .build();
    }

    private static ClientRegistration provider() {
        return ClientRegistration.withRegistrationId("keycloak")
                .clientId("gateway-bff")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("https://zhibu.example/login/oauth2/code/keycloak")
                .authorizationUri("https://id.example/realms/zhibu/protocol/openid-connect/auth")
                .tokenUri("https://id.example/token")
                .build();
    }
}
