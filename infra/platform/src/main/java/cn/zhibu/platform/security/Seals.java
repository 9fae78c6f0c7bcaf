package cn.zhibu.platform.security;

import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.process.Aes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import reactor.core.publisher.Mono;

/**
 * Seals and opens personal fields with the keys of the tenant at hand. What is sealed names its key, so that the tenant can
 * be given a new one while old texts are read, and is bound to the tenant and the place where it stands.
 */
public final class Seals {

    private final TenantKeys keys;
    private final SecureRandom random = new SecureRandom();

    Seals(TenantKeys keys) {
        this.keys = keys;
    }

    public Mono<Sealed> seal(String text, SealPlace place) {
        return Tenancy.current().flatMap(tenant -> keys.of(tenant).map(ring -> seal(ring, tenant, text, place.text())));
    }

    public Mono<String> open(Sealed sealed, SealPlace place) {
        if (!place.text().equals(sealed.of())) {
            return Mono.error(new IllegalStateException("Sealed for " + sealed.of() + ", not for " + place.text()));
        }
        return Tenancy.current()
                .flatMap(tenant -> keys.with(tenant, keyOf(sealed)).map(ring -> open(ring, tenant, sealed)));
    }

    /** A keyed digest beside a sealed field, for uniqueness and look-up; it stays the same when sealing keys change. */
    public Mono<String> digest(String text, String field) {
        return Tenancy.current().flatMap(keys::of).map(ring -> Aes.hmac(ring.digest(), field + "\0" + text));
    }

    Sealed seal(KeyRing ring, String tenant, String text, String of) {
        var cipher = Aes.seal(ring.sealing(), random, text.getBytes(StandardCharsets.UTF_8), bound(tenant, of));
        return new Sealed(ring.current() + "." + Base64.getEncoder().encodeToString(cipher), of);
    }

    static String open(KeyRing ring, String tenant, Sealed sealed) {
        var cipher = Base64.getDecoder()
                .decode(sealed.cipher().substring(sealed.cipher().indexOf('.') + 1));
        return new String(
                Aes.open(ring.key(keyOf(sealed)), cipher, bound(tenant, sealed.of())), StandardCharsets.UTF_8);
    }

    static String keyOf(Sealed sealed) {
        return sealed.cipher().substring(0, Math.max(0, sealed.cipher().indexOf('.')));
    }

    private static byte[] bound(String tenant, String of) {
        return (tenant + "/" + of).getBytes(StandardCharsets.UTF_8);
    }
}
