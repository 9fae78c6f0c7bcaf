package cn.zhibu.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Verifies a token once and keeps it, by its digest, until it expires or the keys it was checked with may have changed.
 * What was refused is not kept. Only the token is kept: bureau and grants are asked for each request as before.
 */
final class KeptTokens implements ReactiveJwtDecoder {

    private static final int MOST_BYTES = 16 << 20;

    /** What the claims take beside the text of a token. */
    private static final int CLAIMS_BYTES = 2 << 10;

    private record Kept(Jwt token, Instant ends, long keys) {

        int bytes() {
            return CLAIMS_BYTES + token.getTokenValue().length();
        }
    }

    private final ReactiveJwtDecoder verifying;
    private final LongSupplier keys;
    private final Clock clock;
    private final Cache<ByteBuffer, Kept> tokens;

    /** @param keys another number whenever the keys may have become others */
    KeptTokens(ReactiveJwtDecoder verifying, LongSupplier keys, Clock clock) {
        this.verifying = verifying;
        this.keys = keys;
        this.clock = clock;
        this.tokens = Caffeine.newBuilder()
                .maximumWeight(MOST_BYTES)
                .weigher((ByteBuffer digest, Kept kept) -> kept.bytes())
                .expireAfter(Expiry.<ByteBuffer, Kept>writing((digest, kept) -> left(kept)))
                .scheduler(Scheduler.systemScheduler())
                .build();
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.defer(() -> {
            var digest = digest(token);
            var known = tokens.getIfPresent(digest);
            return known != null && good(known) ? Mono.just(known.token()) : verified(token, digest);
        });
    }

    /** How many are kept. */
    long kept() {
        tokens.cleanUp();
        return tokens.estimatedSize();
    }

    /** What is checked while the keys are being changed is checked again. */
    private Mono<Jwt> verified(String token, ByteBuffer digest) {
        var before = keys.getAsLong();
        return said(token).doOnNext(verified -> {
            var ends = verified.getExpiresAt();
            if (ends != null && clock.instant().isBefore(ends)) {
                tokens.put(digest, new Kept(verified, ends, before));
            }
        });
    }

    /** Where the keys cannot be had, for whatever reason, nobody can say whether the token is good. */
    private Mono<Jwt> said(String token) {
        return verifying
                .decode(token)
                .onErrorMap(
                        IllegalStateException.class,
                        failure -> new AuthenticationServiceException("The keys cannot be had", failure));
    }

    private boolean good(Kept kept) {
        return kept.keys() == keys.getAsLong() && clock.instant().isBefore(kept.ends());
    }

    private Duration left(Kept kept) {
        var left = Duration.between(clock.instant(), kept.ends());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static ByteBuffer digest(String token) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
