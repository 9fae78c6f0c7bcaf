package cn.zhibu.platform.security;

import cn.zhibu.platform.security.Resealing.Round;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import reactor.core.publisher.Mono;

/**
 * The sealing keys of a bureau, for the operator: GET says how many there are and which is current; POST makes a new one and
 * seals anew what lies under the others, or with {@code {"newKey": false}} does only the latter. On the management port only.
 */
@Endpoint(id = "sealkeys")
final class SealKeys {

    private static final int ROUNDS = 5;

    /** The current key and how many there are in all. */
    record Known(String current, int keys) {}

    private final TenantKeys keys;
    private final Resealing resealing;

    SealKeys(TenantKeys keys, Resealing resealing) {
        this.keys = keys;
        this.resealing = resealing;
    }

    @ReadOperation
    Mono<Known> known(@Selector String bureau) {
        return keys.known(bureau)
                .map(ring -> new Known(ring.current(), ring.keys().size()));
    }

    @WriteOperation
    Mono<Round> turn(@Selector String bureau, @Nullable Boolean newKey) {
        return keys.known(bureau)
                .flatMap(ring -> Boolean.FALSE.equals(newKey) ? Mono.just(ring) : keys.renew(bureau))
                .flatMap(ring -> resealing.round(bureau))
                .expand(round -> round.left() > 0 ? resealing.round(bureau) : Mono.empty())
                .take(ROUNDS)
                .reduce((before, after) -> new Round(
                        after.key(), before.documents() + after.documents(), after.left(), after.unreadable()));
    }
}
