package cn.zhibu.notification.delivery;

import static cn.zhibu.notification.delivery.DeliveryProblem.CODE_EXPIRED;
import static cn.zhibu.notification.delivery.DeliveryProblem.NOTHING_TO_CONFIRM;
import static cn.zhibu.notification.delivery.DeliveryProblem.TOO_MANY_CODES;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Where one person wants mail. Only an address at which the person has read a code is used; it lies sealed, and no event
 * and no log line carries it.
 *
 * @param id the account
 * @param asked when codes were sent lately
 */
@Document("addresses")
record Address(
        @Id String id,
        @Nullable Confirmed confirmed,
        @Nullable Pending pending,
        List<Instant> asked,
        @Version @Nullable Long version) {

    private static final Duration GOOD_FOR = Duration.ofMinutes(30);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int CODES_A_DAY = 5;
    private static final int TRIES = 5;

    record Confirmed(Sealed address, Instant at) {}

    /**
     * An address that waits for its code.
     *
     * @param digest keyed digest of the code
     * @param wrong wrong codes so far
     */
    record Pending(Sealed address, String digest, Instant expiresAt, int wrong) {}

    /** Where a person's address stands, in this document and in the message that carries its code. */
    static SealPlace place(String account) {
        return new SealPlace("address", account);
    }

    static Address none(String account) {
        return new Address(account, null, null, List.of(), null);
    }

    Change<Address> ask(Sealed address, String digest, Instant now) {
        var lately =
                asked.stream().filter(moment -> moment.isAfter(now.minus(DAY))).toList();
        if (lately.size() >= CODES_A_DAY) {
            throw TOO_MANY_CODES.of(CODES_A_DAY);
        }
        var pending = new Pending(address, digest, now.plus(GOOD_FOR), 0);
        return Change.of(new Address(
                id,
                confirmed,
                pending,
                Stream.concat(lately.stream(), Stream.of(now)).toList(),
                version));
    }

    /** A wrong code is counted, so that nobody can try them all. */
    Change<Address> confirm(String digest, Instant now) {
        if (pending == null) {
            throw NOTHING_TO_CONFIRM.of();
        }
        if (!now.isBefore(pending.expiresAt()) || pending.wrong() >= TRIES) {
            throw CODE_EXPIRED.at("/code");
        }
        if (!pending.digest().equals(digest)) {
            var counted = new Pending(pending.address(), pending.digest(), pending.expiresAt(), pending.wrong() + 1);
            return Change.of(new Address(id, confirmed, counted, asked, version));
        }
        return Change.of(new Address(id, new Confirmed(pending.address(), now), null, asked, version));
    }

    /** No more mail; how many codes were sent today is remembered. */
    Change<Address> forget() {
        return confirmed == null && pending == null
                ? Change.of(this)
                : Change.of(new Address(id, null, null, asked, version));
    }
}
