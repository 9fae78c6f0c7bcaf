package cn.zhibu.member.transfer;

import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.platform.security.Seals;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Seals the name of somebody from outside and the words of a transfer, and opens them for those who may read it. */
@Component
class TransferSeals {

    private static final String NAME = "transfer.name";
    private static final String WORDS = "transfer.words";
    private static final String LETTER = "transfer.letter";

    private final Seals seals;

    TransferSeals(Seals seals) {
        this.seals = seals;
    }

    Mono<Sealed> name(String id, String name) {
        return seals.seal(name, new SealPlace(NAME, id));
    }

    Mono<String> name(String id, Sealed name) {
        return seals.open(name, new SealPlace(NAME, id));
    }

    Mono<Optional<Sealed>> words(String id, @Nullable String words) {
        return words == null
                ? Mono.just(Optional.empty())
                : seals.seal(words, new SealPlace(WORDS, id)).map(Optional::of);
    }

    Mono<Optional<String>> words(String id, @Nullable Sealed words) {
        return words == null
                ? Mono.just(Optional.empty())
                : seals.open(words, new SealPlace(WORDS, id)).map(Optional::of);
    }

    /** The same for one letter in one branch, so that it is entered once. */
    Mono<String> key(String branch, String outside, String number) {
        return seals.digest(branch + "\n" + outside + "\n" + number, LETTER);
    }
}
