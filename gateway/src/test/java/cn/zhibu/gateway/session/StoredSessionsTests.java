package cn.zhibu.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cn.zhibu.gateway.GatewaySettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.bson.types.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sessions as gateways of this and of other versions leave them in the database. */
class StoredSessionsTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-03-02T01:00:00Z"), ZoneOffset.UTC);
    private static final Duration IDLE = Duration.ofHours(2);

    @TempDir
    private Path folder;

    private final ClientRegistration provider = ClientRegistration.withRegistrationId("keycloak")
            .clientId("gateway-bff")
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri("https://zhibu.example/login/oauth2/code/keycloak")
            .authorizationUri("https://id.example/realms/zhibu/protocol/openid-connect/auth")
            .tokenUri("https://id.example/token")
            .build();

    private SessionKeys keys;
    private SessionSeal seal;
    private SessionRecords records;
    private SessionDocuments documents;

    @BeforeEach
    void keys() throws IOException {
        keys = keys("0123456789abcdef0123456789abcdef");
        seal = new SessionSeal(keys);
        records = new SessionRecords(provider);
        documents = new SessionDocuments(keys, provider, IDLE, NOW);
    }

    @Test
    void whoIsSignedInIsKnownFromTheSample() throws IOException {
        var attributes = records.attributes(sample("signed-in.v1"));
        var user = (OidcUser) ((SecurityContext) attributes.get(SessionRecords.CONTEXT))
                .getAuthentication()
                .getPrincipal();
        assertThat(user.getName()).isEqualTo("qinghe-liming");
        assertThat(user.getFullName()).isEqualTo("李明");
        assertThat(user.getIdToken().getTokenValue()).isEqualTo("eyJhbGciOiJub25lIn0.e30.");
        assertThat(user.<Map<String, Object>>getAttribute("organization")).containsKey("qinghe");
        var client = (OAuth2AuthorizedClient) ((Map<?, ?>) attributes.get(SessionRecords.CLIENTS)).get("keycloak");
        assertThat(client.getAccessToken().getTokenValue()).isEqualTo("access-1");
        assertThat(client.getAccessToken().getExpiresAt()).isEqualTo("2026-03-02T01:05:00Z");
        assertThat(client.getRefreshToken().getTokenValue()).isEqualTo("renewal-1");
        assertThat(attributes.get("returnTo")).isEqualTo("/records");
    }

    @Test
    void aSignInUnderWayIsFinishedByTheNextVersion() throws IOException {
        var attributes = records.attributes(sample("signing-in.v1"));
        var request = (OAuth2AuthorizationRequest) attributes.get(SessionRecords.REQUEST);
        assertThat(request.getState()).isEqualTo("state-1");
        assertThat(request.<String>getAttribute("nonce")).isEqualTo("nonce-1");
        assertThat(request.<String>getAttribute("code_verifier")).isEqualTo("verifier-1");
        assertThat(request.<String>getAttribute("registration_id")).isEqualTo("keycloak");
        assertThat(request.getRedirectUri()).isEqualTo("https://zhibu.example/login/oauth2/code/keycloak");
    }

    @Test
    void whatIsReadIsWrittenAsItWas() throws IOException {
        for (var name : new String[] {"signed-in.v1", "signing-in.v1"}) {
            var stored = sample(name);
            assertThat(records.record(records.attributes(stored))).isEqualTo(stored);
        }
    }

    @Test
    void whatALaterVersionAddsIsLeftAside() throws IOException {
        var later = (ObjectNode) JSON.readTree(bytes("signed-in.v1"));
        later.put("version", 2).put("device", "phone");
        ((ObjectNode) later.get("person")).putObject("seat").put("row", 1);
        var opened = seal.open("s-1", sealedAs("s-1", later));
        assertThat(opened.version()).isEqualTo(2);
        assertThat(opened.person()).isEqualTo(sample("signed-in.v1").person());
    }

    @Test
    void theDatabaseHoldsNoObjectsOfJava() throws IOException {
        var session = documents.fresh();
        records.attributes(sample("signed-in.v1")).forEach(session::setAttribute);
        var document = documents.toDocument(session);
        var sealed = ((Binary) document.get("contents")).getData();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("access-1", "\u00ac\u00ed");
        assertThat(documents.session(documents.opened(document)).attributes().keySet())
                .isEqualTo(session.attributes().keySet());
        session.setAttribute("something", new Object());
        assertThatIllegalStateException()
                .isThrownBy(() -> documents.toDocument(session))
                .withMessageContaining("something");
    }

    @Test
    void whatWasSealedOtherwiseDoesNotOpen() throws IOException {
        var sealed = seal.seal("s-1", sample("signed-in.v1"));
        assertThat(seal.open("s-1", sealed)).isEqualTo(sample("signed-in.v1"));
        assertThatIllegalStateException().isThrownBy(() -> seal.open("s-2", sealed));
        var other = new SessionSeal(keys("fedcba9876543210fedcba9876543210"));
        assertThatIllegalStateException()
                .isThrownBy(() -> other.open("s-1", sealed))
                .withMessageContaining("another key");
        for (int changed = 0; changed < sealed.length; changed++) {
            var forged = sealed.clone();
            forged[changed] ^= 1;
            assertThatIllegalStateException().isThrownBy(() -> seal.open("s-1", forged));
        }
        assertThatIllegalStateException().isThrownBy(() -> seal.open("s-1", new byte[] {2, 1}));
    }

    @Test
    void aSessionEndsWhenNothingWasAskedForItsIdleTime() {
        var session = documents.fresh();
        session.setLastAccessedTime(NOW.instant().minus(IDLE).plusSeconds(1));
        assertThat(session.isExpired()).isFalse();
        session.setLastAccessedTime(NOW.instant().minus(IDLE));
        assertThat(session.isExpired()).isTrue();
    }

    private byte[] sealedAs(String id, ObjectNode contents) {
        return seal.sealed(id, JSON.writeValueAsBytes(contents));
    }

    private static SessionRecord sample(String name) throws IOException {
        return JSON.readValue(bytes(name), SessionRecord.class);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = StoredSessionsTests.class.getResourceAsStream("/sessions/" + name + ".json")) {
            return in.readAllBytes();
        }
    }

    private SessionKeys keys(String master) throws IOException {
        return new SessionKeys(new GatewaySettings(
                URI.create("https://zhibu.example"),
                "https://id.example/realms/zhibu",
                URI.create("https://id.example"),
                "s",
                Files.writeString(folder.resolve(master), master),
                IDLE));
    }
}
