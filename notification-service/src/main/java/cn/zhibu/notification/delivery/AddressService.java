package cn.zhibu.notification.delivery;

import static cn.zhibu.notification.delivery.DeliveryProblem.ADDRESS_KNOWN;
import static cn.zhibu.notification.delivery.DeliveryProblem.ADDRESS_UNREADABLE;
import static cn.zhibu.notification.delivery.DeliveryProblem.CODE_WRONG;
import static cn.zhibu.notification.delivery.DeliveryProblem.MAIL_OFF;
import static cn.zhibu.notification.delivery.DeliveryProblem.NOTHING_TO_CONFIRM;

import cn.zhibu.notification.delivery.Delivery.Confirmation;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.platform.security.Seals;
import cn.zhibu.process.problem.Problem;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** A person's own address: given by that person, confirmed by a code that was read there, sealed, and shown masked. */
@Service
public class AddressService {

    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+");
    private static final int MOST = 254;
    private static final int CODES = 1_000_000;

    private final Addresses addresses;
    private final DeliveryService deliveries;
    private final MailServer server;
    private final Seals seals;
    private final Changes changes;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AddressService(
            Addresses addresses,
            DeliveryService deliveries,
            MailServer server,
            Seals seals,
            Changes changes,
            Clock clock) {
        this.addresses = addresses;
        this.deliveries = deliveries;
        this.server = server;
        this.seals = seals;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * The address as its owner sees it.
     *
     * @param mail whether the product can send mail at all
     * @param refused whether the last message to it was refused for good
     */
    record Shown(
            boolean mail,
            @Nullable String confirmed,
            @Nullable String pending,
            @Nullable Instant expiresAt,
            boolean refused) {}

    Mono<Shown> own(Caller caller) {
        return addresses
                .findById(caller.account())
                .defaultIfEmpty(Address.none(caller.account()))
                .flatMap(this::shown);
    }

    /** Sends a code to the address; until it is confirmed, mail goes where it went before. */
    Mono<Shown> ask(String text, Locale language, Caller caller) {
        var address = text.strip();
        if (!server.on()) {
            throw MAIL_OFF.of();
        }
        if (address.length() > MOST || !ADDRESS.matcher(address).matches()) {
            throw ADDRESS_UNREADABLE.at("/address");
        }
        var code = String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
        var account = caller.account();
        return there(account)
                .then(addresses.findById(account))
                .flatMap(found -> different(found, address))
                .then(Mono.zip(
                        seals.seal(address, Address.place(account)),
                        seals.seal(code, Delivery.placeOfCode(account)),
                        digest(account, code)))
                .flatMap(safe -> changes.on(Address.class, account)
                        .decide(known -> known.ask(safe.getT1(), safe.getT3(), clock.instant()))
                        .flatMap(asked -> sent(asked, safe.getT1(), safe.getT2(), safe.getT3(), language)))
                .flatMap(this::shown);
    }

    /** A repeated request finds its code on the way already and sends no second one. */
    private Mono<Address> sent(Address asked, Sealed address, Sealed code, String digest, Locale language) {
        var pending = asked.pending();
        if (pending == null || !pending.digest().equals(digest)) {
            return Mono.just(asked);
        }
        var confirmation = new Confirmation(address, code, language.getLanguage());
        return deliveries.confirm(asked.id(), confirmation, pending.expiresAt()).thenReturn(asked);
    }

    Mono<Shown> confirm(String code, Caller caller) {
        var account = caller.account();
        return digest(account, code.strip())
                .flatMap(digest -> changes.on(Address.class, account)
                        .visible(known -> true, NOTHING_TO_CONFIRM::of)
                        .decide(known -> known.confirm(digest, clock.instant())))
                .filter(known -> known.pending() == null)
                .switchIfEmpty(Mono.error(() -> CODE_WRONG.at("/code")))
                .flatMap(this::shown);
    }

    Mono<Shown> forget(Caller caller) {
        return there(caller.account())
                .then(changes.on(Address.class, caller.account()).decide(Address::forget))
                .flatMap(this::shown);
    }

    private Mono<Void> different(Address found, String address) {
        var confirmed = found.confirmed();
        return confirmed == null || found.pending() != null
                ? Mono.empty()
                : seals.open(confirmed.address(), Address.place(found.id()))
                        .filter(address::equalsIgnoreCase)
                        .flatMap(same -> Mono.error(ADDRESS_KNOWN.at("/address")));
    }

    private Mono<String> digest(String account, String code) {
        return seals.digest(account + ":" + code, "address.code");
    }

    private Mono<Shown> shown(Address address) {
        var pending = address.pending();
        return Mono.zip(
                        masked(
                                address.id(),
                                address.confirmed() == null
                                        ? null
                                        : address.confirmed().address()),
                        masked(address.id(), pending == null ? null : pending.address()),
                        address.confirmed() == null ? Mono.just(false) : deliveries.refused(address.id()))
                .map(all -> new Shown(
                        server.on(),
                        all.getT1().isEmpty() ? null : all.getT1(),
                        all.getT2().isEmpty() ? null : all.getT2(),
                        pending == null ? null : pending.expiresAt(),
                        all.getT3()));
    }

    private Mono<String> masked(String account, @Nullable Sealed address) {
        return address == null
                ? Mono.just("")
                : seals.open(address, Address.place(account))
                        .map(text -> text.charAt(0) + "***" + text.substring(text.indexOf('@')));
    }

    private Mono<Void> there(String account) {
        return addresses
                .findById(account)
                .switchIfEmpty(Mono.defer(() -> changes.save(Change.of(Address.none(account)))))
                .onErrorResume(DuplicateKeyException.class, another -> Mono.empty())
                .onErrorResume(Problem.class, another -> Mono.empty())
                .then();
    }
}
