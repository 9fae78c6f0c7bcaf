package cn.zhibu.kit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Mints tokens as the identity provider would, with a key of this JVM. */
public final class Tokens {

    static final RSAKey KEY = key();

    private Tokens() {}

    /** A member of one bureau. */
    public static String of(String tenant, String account) {
        return sign(claims(account)
                .claim("account", account)
                .claim("organization", Map.of("demo", Map.of("id", tenant)))
                .build());
    }

    /** An operator of the platform. */
    public static String operator() {
        return sign(claims("operator")
                .claim("realm_access", Map.of("roles", List.of("PLATFORM_OPERATOR")))
                .build());
    }

    /** Claims to break on purpose. */
    public static JWTClaimsSet.Builder claims(String account) {
        return new JWTClaimsSet.Builder()
                .subject("sub-" + account)
                .audience("zhibu-api")
                .claim("preferred_username", account)
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    public static String sign(JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
            jwt.sign(new RSASSASigner(KEY));
            return jwt.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
