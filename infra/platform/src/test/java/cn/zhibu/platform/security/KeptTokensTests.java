package cn.zhibu.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServer;

/** A token is verified once, and never goes on where a verification would refuse it. */
class KeptTokensTests {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Instant ENDS = Instant.now().plusSeconds(300);

    private final AtomicInteger verified = new AtomicInteger();
    private final AtomicLong keys = new AtomicLong();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final AtomicReference<Mono<Jwt>> answer = new AtomicReference<>(Mono.just(token("t", ENDS)));
    private final KeptTokens tokens = new KeptTokens(
            token -> Mono.defer(() -> {
                verified.incrementAndGet();
                return answer.get();
            }),
            keys::get,
            clock());

    @Test
    void aTokenIsVerifiedOnce() {
        for (int request = 0; request < 5; request++) {
            assertThat(decoded("t")).isNotNull();
        }
        assertThat(verified).hasValue(1);
        decoded("t2");
        assertThat(verified).as("another token").hasValue(2);
    }

    @Test
    void aTokenIsKeptUntilItExpiresAndThenVerifiedForEachRequest() {
        decoded("t");
        now.set(ENDS.minusMillis(1));
        decoded("t");
        assertThat(verified).hasValue(1);
        now.set(ENDS);
        decoded("t");
        decoded("t");
        assertThat(verified).hasValue(3);
    }

    @Test
    void aTokenWithoutAnEndIsNotKept() {
        answer.set(Mono.just(token("t", null)));
        decoded("t");
        decoded("t");
        assertThat(verified).hasValue(2);
    }

    @Test
    void whatWasRefusedIsNotKept() {
        answer.set(Mono.error(new BadJwtException("forged")));
        for (int request = 0; request < 3; request++) {
            assertThatThrownBy(() -> decoded("t")).isInstanceOf(BadJwtException.class);
        }
        assertThat(verified).hasValue(3);
        answer.set(Mono.just(token("t", ENDS)));
        assertThat(decoded("t")).isNotNull();
    }

    @Test
    void aChangeOfKeysHasEverythingVerifiedAgain() {
        decoded("t");
        keys.incrementAndGet();
        answer.set(Mono.error(new BadJwtException("signed with a key that was withdrawn")));
        assertThatThrownBy(() -> decoded("t")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void whatWasCheckedWhileTheKeysChangedIsCheckedAgain() {
        var checked = Sinks.<Jwt>one();
        answer.set(checked.asMono());
        var waiting = tokens.decode("t").toFuture();
        keys.incrementAndGet();
        checked.tryEmitValue(token("t", ENDS));
        assertThat(waiting).isCompleted();
        decoded("t");
        assertThat(verified).hasValue(2);
    }

    @Test
    void theMemoryOfTokensIsBounded() {
        var text = "x".repeat(1400);
        for (int number = 0; number < 20_000; number++) {
            answer.set(Mono.just(token(text + number, ENDS)));
            decoded(text + number);
        }
        assertThat(tokens.kept()).isBetween(1000L, 6000L);
    }

    @Test
    void aTokenOfAWithdrawnKeyIsRefusedAsSoonAsTheKeysAreFetchedAnew() throws JOSEException {
        var old = new RSAKeyGenerator(2048).keyID("old").generate();
        var fresh = new RSAKeyGenerator(2048).keyID("fresh").generate();
        var published = new AtomicReference<>(new JWKSet(old));
        var fetched = new AtomicInteger();
        var server = HttpServer.create()
                .host("127.0.0.1")
                .route(routes -> routes.get("/certs", (in, out) -> {
                    fetched.incrementAndGet();
                    return out.header("Content-Type", "application/json")
                            .sendString(Mono.fromSupplier(() -> published.get().toString()));
                }))
                .bindNow();
        try {
            var source = new TokenKeys();
            ReactiveJwtDecoder nimbus = NimbusReactiveJwtDecoder.withJwkSetUri(
                            "http://127.0.0.1:" + server.port() + "/certs")
                    .webClient(source.web())
                    .build();
            var checked = new KeptTokens(
                    token -> nimbus.decode(token).doOnSubscribe(asked -> verified.incrementAndGet()),
                    source::edition,
                    Clock.systemUTC());
            var signedByOld = signed(old);
            checked.decode(signedByOld).block(LIMIT);
            fetchEnded(source, 2);
            for (int request = 0; request < 3; request++) {
                assertThat(checked.decode(signedByOld).block(LIMIT)).isNotNull();
            }
            assertThat(verified).as("the first, and once with the keys there").hasValue(2);
            published.set(new JWKSet(fresh));
            assertThat(checked.decode(signedByOld).block(LIMIT))
                    .as("nobody knows yet")
                    .isNotNull();
            assertThat(checked.decode(signed(fresh)).block(LIMIT)).isNotNull();
            assertThat(fetched).hasValue(2);
            assertThatThrownBy(() -> checked.decode(signedByOld).block(LIMIT)).isInstanceOf(JwtException.class);
        } finally {
            server.disposeNow();
        }
    }

    /** The answer with the keys ends a moment after the token that asked for them is decoded. */
    private static void fetchEnded(TokenKeys source, long edition) {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (source.edition() < edition) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static String signed(RSAKey key) throws JOSEException {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .subject("somebody")
                        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                        .build());
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private Jwt decoded(String token) {
        return tokens.decode(token).block(LIMIT);
    }

    private static Jwt token(String value, Instant ends) {
        return new Jwt(value, Instant.EPOCH, ends, Map.of("alg", "RS256"), Map.of("sub", "somebody"));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    @Test
    void keysThatCannotBeHadSayNothingOfTheToken() {
        var away = new KeptTokens(
                token -> Mono.error(new IllegalStateException(
                        "Could not obtain the keys", new java.util.concurrent.TimeoutException())),
                () -> 0,
                java.time.Clock.systemUTC());
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> away.decode("any").block())
                .isInstanceOf(org.springframework.security.authentication.AuthenticationServiceException.class);
    }
}
