package cn.zhibu.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** An identity provider small enough for a test: it signs tokens and remembers what it was asked. */
final class FakeProvider {

    private final RSAKey key;
    private final DisposableServer server;
    final List<String> tokenRequests = new CopyOnWriteArrayList<>();
    volatile String nonce = "";
    volatile Duration accessTokenLife = Duration.ofMinutes(5);
    volatile boolean refusesRenewal;

    /** Takes every request and answers none. */
    volatile boolean stuck;

    /** Answers as something before it does while it starts. */
    volatile boolean broken;

    volatile String subject = "user-1";
    volatile String bureau = "qinghe";

    FakeProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
        server = HttpServer.create()
                .host("localhost")
                .route(routes -> routes.get(
                                "/realms/zhibu/protocol/openid-connect/certs",
                                (in, out) -> stuck
                                        ? Mono.never()
                                        : broken
                                                ? out.status(503).send()
                                                : json(out, new JWKSet(key.toPublicJWK()).toString()))
                        .post("/realms/zhibu/protocol/openid-connect/token", this::token))
                .bindNow();
    }

    String url() {
        return "http://localhost:" + server.port();
    }

    String issuer() {
        return url() + "/realms/zhibu";
    }

    String logoutToken() {
        return signed(
                "logout+jwt",
                claims().audience("gateway-bff")
                        .claim("sid", "provider-session-1")
                        .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())));
    }

    private Mono<Void> token(HttpServerRequest in, HttpServerResponse out) {
        return in.receive().aggregate().asString().flatMap(body -> {
            tokenRequests.add(body);
            var renewal = body.contains("grant_type=refresh_token");
            if (stuck) {
                return Mono.never();
            }
            if (broken) {
                return out.status(503).send().then();
            }
            if (renewal && refusesRenewal) {
                return Mono.from(json(out.status(400), "{\"error\":\"invalid_grant\"}"));
            }
            var access = signed("JWT", claims().audience("zhibu-api").claim("renewed", renewal));
            var identity = claims().audience("gateway-bff")
                    .claim("azp", "gateway-bff")
                    .claim("sid", "provider-session-1")
                    .claim("preferred_username", "liming")
                    .claim("account", "account-of-" + subject)
                    .claim("organization", Map.of(bureau, Map.of("id", bureau + "-id")))
                    .claim("name", "李明");
            if (!renewal) {
                identity.claim("nonce", nonce);
            }
            return Mono.from(json(out, """
                    {"access_token":"%s","token_type":"Bearer","expires_in":%d,"refresh_token":"%s",
                     "refresh_expires_in":1800,"id_token":"%s","scope":"openid profile"}
                    """.formatted(
                            access, accessTokenLife.toSeconds(), UUID.randomUUID(), signed("JWT", identity))));
        });
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(subject)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private String signed(String type, JWTClaimsSet.Builder claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID("test")
                    .type(new JOSEObjectType(type))
                    .build();
            var token = new SignedJWT(header, claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Mono<Void> json(HttpServerResponse out, String body) {
        return out.header("Content-Type", "application/json")
                .sendByteArray(Mono.just(body.getBytes(StandardCharsets.UTF_8)))
                .then();
    }
}
