package cn.zhibu.member.roster;

import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.platform.security.Seals;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Seals what is typed into a member's file and opens it for those who may read it. */
@Component
class MemberFiles {

    /** The sealed fields of a file and the key that keeps an identity number from being entered twice. */
    record SealedFields(
            @Nullable Sealed identityNumber, @Nullable Sealed phone, String uniqueKey) {}

    /** The opened fields of a file; masked where the reader may not see them. */
    record OpenFields(
            @Nullable String identityNumber, @Nullable String phone) {}

    private static final String NUMBER = "person.identityNumber";

    private final Seals seals;
    private final Clock clock;

    MemberFiles(Seals seals, Clock clock) {
        this.seals = seals;
        this.clock = clock;
    }

    /**
     * Seals what was typed.
     *
     * @param before the file as it is, where what was not typed stays because who types could not read it; otherwise
     *     what is not typed is not there
     */
    Mono<SealedFields> seal(
            String person, @Nullable Person before, @Nullable String identityNumber, @Nullable String phone) {
        var number = blank(identityNumber) ? null : number(identityNumber);
        var keptNumber = number == null && before != null ? before : null;
        var keptPhone = blank(phone) && before != null ? before : null;
        var sealedNumber = keptNumber != null
                ? Mono.just(Optional.ofNullable(keptNumber.identity().identityNumber()))
                : number == null ? nothing() : sealed(number.digits(), placeOfNumber(person));
        var sealedPhone = keptPhone != null
                ? Mono.just(Optional.ofNullable(keptPhone.identity().phone()))
                : blank(phone) ? nothing() : sealed(String.valueOf(phone), placeOfPhone(person));
        var key = keptNumber != null
                ? Mono.just(keptNumber.uniqueKey())
                : number == null ? Mono.just("member:" + person) : seals.digest(number.digits(), NUMBER);
        return Mono.zip(sealedNumber, sealedPhone, key)
                .map(all ->
                        new SealedFields(all.getT1().orElse(null), all.getT2().orElse(null), all.getT3()));
    }

    /** The key under which somebody with this identity number is known here; empty where none was typed. */
    Mono<String> keyOf(@Nullable String identityNumber) {
        return blank(identityNumber)
                ? Mono.empty()
                : seals.digest(number(identityNumber).digits(), NUMBER);
    }

    Mono<OpenFields> open(Person person, boolean unmasked) {
        return Mono.zip(
                        opened(person.identity().identityNumber(), placeOfNumber(person.id())),
                        opened(person.identity().phone(), placeOfPhone(person.id())))
                .map(both -> new OpenFields(
                        both.getT1()
                                .map(number -> unmasked ? number : IdentityNumber.masked(number))
                                .orElse(null),
                        both.getT2()
                                .map(phone -> unmasked ? phone : maskedPhone(phone))
                                .orElse(null)));
    }

    private static String maskedPhone(String phone) {
        return phone.length() < 7 ? "***" : phone.substring(0, 3) + "****" + phone.substring(phone.length() - 2);
    }

    private Mono<Optional<Sealed>> sealed(String text, SealPlace place) {
        return seals.seal(text, place).map(Optional::of);
    }

    private static Mono<Optional<Sealed>> nothing() {
        return Mono.just(Optional.empty());
    }

    private Mono<Optional<String>> opened(@Nullable Sealed sealed, SealPlace place) {
        return sealed == null
                ? Mono.just(Optional.empty())
                : seals.open(sealed, place).map(Optional::of);
    }

    private static SealPlace placeOfNumber(String person) {
        return new SealPlace(NUMBER, person);
    }

    private static SealPlace placeOfPhone(String person) {
        return new SealPlace("person.phone", person);
    }

    private IdentityNumber number(@Nullable String typed) {
        return IdentityNumber.of(String.valueOf(typed), LocalDate.now(clock));
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
